"""Settings of all installations; local, dev, test and production contain the differences."""

from pathlib import Path
from typing import Any

import environ

from config.settings.auth import *  # noqa: F403
from config.settings.logging import *  # noqa: F403
from config.settings.security import *  # noqa: F403

env = environ.Env()
ROOT = Path(__file__).resolve().parents[3]

# --- Paths and URLs --------------------------------------------------------------------------
DATA_DIR = Path(env.str("DATA_DIR", default=str(ROOT / "var"))).resolve()
PORT = env.int("PORT", default=8000)
# Base of all absolute URLs (emails, feed, sitemap, canonical), instead of Wagtail's Site row.
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
USE_HTTPS = SITE_URL.startswith("https://")

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "home",
    "search",
    "news",
    "events",
    "resources",
    "membership",
    "core",
    "privacy",
    "users",
    "mailqueue",
    "scheduler",
    "superusers",
    "server",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "users.apps.UserAdminConfig",  # wagtail.users, with forms for our User
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "core.response_headers.ContentPolicyMiddleware",
    "core.response_headers.ResponseHeadersMiddleware",
    "core.middleware.TrustedProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.CompressionMiddleware",
    "core.middleware.RequestCacheMiddleware",
    "core.middleware.CacheControlMiddleware",
    "core.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.middleware.CachedSiteMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "users.middleware.StaffAccessMiddleware",
    "core.admin.object_access.AdminObjectAccessMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.RedirectMiddleware",
    "core.admin.bad_requests.BadAdminRequestMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.navigation.context_processors.site_chrome",
            ],
        },
    },
]

# --- Database, caches and files ----------------------------------------------------------------
# Measured on SQLite with 16 concurrent writers: WAL, synchronous=FULL and write locks taken at the
# start of each transaction cause no "database is locked" error and lose no data on kill -9.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    # secure_delete overwrites deleted rows; privacy.database_cleanup removes remaining copies.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
    "PRAGMA secure_delete=ON;",
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'site.sqlite3'}")}
DATABASES["default"].setdefault("CONN_MAX_AGE", 600)
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS

# All processes share rate limits and locks, so the default cache is never in local memory.
CACHES = {
    "default": env.cache_url("CACHE_URL", default="dbcache://django_cache"),
    # Wagtail's cache of rendition rows. Keys contain the hash of the file, so none is outdated.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "TIMEOUT": 600},
}
if CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
    CACHES["default"]["BACKEND"] = "core.caching.StrictDatabaseCache"
    # With Django's default of 300, an attacker who tries many accounts would evict rate limits.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 100_000)
elif CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # Seconds. Without timeouts, an unresponsive server would block all threads for ever.
    CACHES["default"]["OPTIONS"] = {
        "socket_connect_timeout": 2,
        "socket_timeout": 2,
        **CACHES["default"].get("OPTIONS", {}),
    }

STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "media"), "base_url": "/media/"},
    },
    # Documents and original images, outside every folder that a web server serves.
    "private": {
        "BACKEND": "core.images.storage.PrivateStorage",
        "OPTIONS": {"location": str(DATA_DIR / "private")},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "site" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.staticfiles.ConcatenatedCssFinder",
]

# --- Users and passwords -----------------------------------------------------------------------
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
# Invitation and reset links are valid for three days, since invited staff are volunteers.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
# --- Two-step sign-in --------------------------------------------------------------------------
# Whether staff must set up two-step sign-in before they can use the admin.
REQUIRE_STAFF_MFA = env.bool("REQUIRE_STAFF_MFA", default=False)
# Browsers allow passkeys without HTTPS on localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not USE_HTTPS
# Model, JSON field, and its keys with encrypted values, which rotate_keys re-encrypts: the TOTP
# secrets of allauth, and the seeds of its recovery codes. users.mfa.adapter encrypts them.
ENCRYPTED_JSON_FIELDS = [("mfa.Authenticator", "data", ("secret", "seed"))]

# --- Cookies and headers -------------------------------------------------------------------
# Public pages set no cookies. These settings are for pages with forms and for sign-in.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = USE_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_AGE = None
CSRF_TRUSTED_ORIGINS = [SITE_URL]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if USE_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = USE_HTTPS
SECURE_SSL_REDIRECT = USE_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# Not "no-referrer": browsers would send "Origin: null", which Django's CSRF check rejects.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# W019 asks for "DENY", but Wagtail shows previews in frames of the same origin.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
CSRF_FAILURE_VIEW = "core.views.errors.csrf_failure"

# Bytes of a form. High enough that a long pasted text gets a form error instead of a 400 page.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- Language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# --- Email -----------------------------------------------------------------------------------
# QueueBackend stores an email in the transaction of the change that it reports. A separate
# process delivers it through MAIL_DELIVERY_BACKEND.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
MAIL_DELIVERY_BACKEND = vars()["EMAIL_BACKEND"]
EMAIL_BACKEND = "mailqueue.backend.QueueBackend"
# Seconds to wait for each reply of the mail server.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="no-reply@example.org")

# --- Wagtail -----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "in2gr8mentalhealth"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.uploads.forms.ImageForm"
# HEIC is converted to JPEG on upload (core.uploads).
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
# Renditions are re-encoded, by default as WebP, without metadata such as place and camera.
WAGTAILIMAGES_AVIF_QUALITY, WAGTAILIMAGES_WEBP_QUALITY = 55, 78
WAGTAILIMAGES_FORMAT_CONVERSIONS = dict.fromkeys(("avif", "gif", "jpeg", "png"), "webp")
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.uploads.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# An uploaded import file expires from the cache after a day; a temporary file would remain.
WAGTAIL_REDIRECTS_FILE_STORAGE = "cache"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
# No requests to other servers: no Gravatar, update check, news banner or oEmbed.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Passwords are changed at /account/, which asks for two-step sign-in and notifies the user.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
# Users sign in with their email address. They change it at /account/, where both the old and the
# new address must confirm.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"
# Pages and collections are restricted by login and group only, as shared passwords get passed on.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {
            "features": [
                "bold",
                "italic",
                "link",
                "document-link",
                "ol",
                "ul",
                "superscript",
            ]
        },
    }
}
TAGGIT_CASE_INSENSITIVE = True

# --- Settings of this project ----------------------------------------------------------------
# Hosts whose videos the video block may embed. No other host is allowed in frames.
VIDEO_HOSTS = env.list("VIDEO_HOSTS", default=["youtube.com", "youtu.be", "vimeo.com"])
# Seconds between writes of the page views that a process has counted. 0: never automatically.
PAGE_VIEW_FLUSH_SECONDS = 30
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", default=2)
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")
# Minimum seconds to fill in the application form. Faster submissions must be confirmed.
APPLICATION_MIN_SECONDS = env.int("APPLICATION_MIN_SECONDS", default=4)
# Applications and requests for a new link from one network: per hour, per day. Hospitals and
# universities have thousands of people behind one IP address.
APPLICATION_RATE_LIMITS = env.list("APPLICATION_RATE_LIMITS", cast=int, default=[20, 60])
