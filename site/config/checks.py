"""Checks of the environment variables that production needs."""

import environ
from django.core.exceptions import ImproperlyConfigured

REQUIRED = (
    "SECRET_KEY",
    "FIELD_ENCRYPTION_KEYS",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
)
# Email backends that print or discard emails. The links in them are secret.
UNSAFE_EMAIL_SCHEMES = ("consolemail", "dummymail", "filemail", "memorymail")


def require_safe_environment(env: environ.Env) -> None:
    """Raise ImproperlyConfigured for the first setting that is missing or unsafe."""
    for name in REQUIRED:
        if not env.str(name, default=""):
            raise ImproperlyConfigured(f"{name} must be set in production.")
    for name, is_unsafe, advice in _unsafe_settings(env):
        if is_unsafe:
            raise ImproperlyConfigured(f"{name} is not safe for production: {advice}")


def _unsafe_settings(env: environ.Env) -> list[tuple[str, bool, str]]:
    hosts = env.list("ALLOWED_HOSTS")
    return [
        (
            "SECRET_KEY",
            len(env.str("SECRET_KEY")) < 50,
            "use at least 50 random characters.",
        ),
        (
            "ALLOWED_HOSTS",
            any("*" in host for host in hosts),
            "list each host name.",
        ),
        (
            "SITE_URL",
            not env.str("SITE_URL").startswith("https://"),
            "it must start with https://.",
        ),
        (
            "EMAIL_URL",
            env.str("EMAIL_URL").partition(":")[0].lower() in UNSAFE_EMAIL_SCHEMES,
            "emails would be printed or lost. Set a mail server, such as smtp+tls://...",
        ),
        (
            "DEBUG",
            env.bool("DEBUG", default=False),
            "debug pages show private data. Remove it.",
        ),
        (
            "DEMO_PASSWORD",
            bool(env.str("DEMO_PASSWORD", default="")),
            "it is for demos only. Remove it.",
        ),
    ]
