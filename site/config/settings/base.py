"""Settings that every installation shares. What differs lies in local, dev, test and production."""

from pathlib import Path
from typing import Any

import environ

from config.settings.auth import *  # noqa: F403
from config.settings.logging import *  # noqa: F403
from config.settings.security import *  # noqa: F403

env = environ.Env()
ROOT = Path(__file__).resolve().parents[3]

# --- Where things live -----------------------------------------------------------------------
DATA_DIR = Path(env.str("DATA_DIR", default=str(ROOT / "var"))).resolve()
PORT = env.int("PORT", default=8000)
# Absolute addresses (mails, feed, sitemap, canonical) come from here, never from the Site row.
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
    "core.object_access.AdminObjectAccessMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.RedirectMiddleware",
    "core.bad_requests.BadAdminRequestMiddleware",
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
                "core.context_processors.site_chrome",
            ],
        },
    },
]

# --- Data --------------------------------------------------------------------------------------
# SQLite as measured under 16 writers: WAL, a full sync, and write locks taken at the start of a
# transaction give no "database is locked" and lose nothing on kill -9.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    # What is deleted is overwritten. core.database_cleanup removes what this leaves behind.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
    "PRAGMA secure_delete=ON;",
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'site.sqlite3'}")}
DATABASES["default"].setdefault("CONN_MAX_AGE", 600)
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS

# Limits and locks are shared by all processes, so the cache never lives in process memory.
CACHES = {
    "default": env.cache_url("CACHE_URL", default="dbcache://django_cache"),
    # Which file shows a picture in which size: keyed by the picture's content, so it never lies.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "TIMEOUT": 600},
}
if CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
    CACHES["default"]["BACKEND"] = "core.cache_backends.StrictDatabaseCache"
    # Django keeps 300 rows unless told otherwise: whoever tries many names would wash limits away.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 100_000)
elif CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # Seconds. Without them, a server that answers nothing would hold every thread for ever.
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
    # Documents and original images: outside anything that a web server publishes.
    "private": {
        "BACKEND": "core.storage.PrivateStorage",
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
    "core.staticfiles.ConcatenatedCssFinder",
]

# --- People ------------------------------------------------------------------------------------
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
# Set-up and reset links hold for three days: invited staff are volunteers.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
# --- Two-step sign-in ---------------------------------------------------------------
# Whether staff must have one before the admin opens to them.
REQUIRE_STAFF_MFA = env.bool("REQUIRE_STAFF_MFA", default=False)
# Browsers allow passkeys without https at localhost, and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not USE_HTTPS

# --- Cookies and headers -------------------------------------------------------------------
# Readers get no cookie at all; these rule the one that sign-in sets.
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
# Not "no-referrer": browsers then send "Origin: null" and Django refuses the form.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# Wagtail's previews are frames of this site in this site, so not "DENY".
SILENCED_SYSTEM_CHECKS = ["security.W019"]
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
CSRF_FAILURE_VIEW = "core.views.csrf_failure"

# Bytes of a form: what somebody has pasted is given back with words, not refused as too much.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- Language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# --- Mail ------------------------------------------------------------------------------------
# Every mail is stored with what it tells of (core.mail) and delivered by a process of its own.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
MAIL_DELIVERY_BACKEND = vars()["EMAIL_BACKEND"]
EMAIL_BACKEND = "core.mail.backend.QueueBackend"
# Seconds that a mail server has for each answer.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="no-reply@example.org")

# --- Wagtail -----------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "in2gr8mentalhealth"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.uploads.forms.ImageForm"
# HEIC becomes JPEG when it is uploaded (core.uploads).
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
# What is shown is always drawn anew as WebP: where and with what a picture was taken stays out.
WAGTAILIMAGES_AVIF_QUALITY, WAGTAILIMAGES_WEBP_QUALITY = 55, 78
WAGTAILIMAGES_FORMAT_CONVERSIONS = dict.fromkeys(("avif", "gif", "jpeg", "png"), "webp")
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.uploads.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# What somebody uploads and does not import is deleted after a day; a file would stay.
WAGTAIL_REDIRECTS_FILE_STORAGE = "cache"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
# Wagtail calls nobody: no gravatars, no update check, no news banner, no oEmbed.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_PASSWORD_RESET_ENABLED = False
# One way of changing a password, which tells its owner and asks for the second step first.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
# The address is what people sign in with: operators change it.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"
# One way of being private: groups and sign-in. A shared password is a secret that travels.
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
# Players that the video block may embed: host of the page address -> nothing else is ever framed.
VIDEO_HOSTS = env.list("VIDEO_HOSTS", default=["youtube.com", "youtu.be", "vimeo.com"])
# Seconds between two writes of the page views that a process has counted; 0: never by itself.
PAGE_VIEW_FLUSH_SECONDS = 30
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", default=2)
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")
# Seconds that filling in the join form takes at least. Faster submissions must be confirmed.
APPLICATION_MIN_SECONDS = env.int("APPLICATION_MIN_SECONDS", default=4)
# Applications, and links sent again, from one network in an hour and in a day. Hospitals and
# universities have thousands of people behind one address.
APPLICATION_RATE_LIMITS = env.list("APPLICATION_RATE_LIMITS", cast=int, default=[20, 60])
