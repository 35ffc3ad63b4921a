"""Production settings. Raises ImproperlyConfigured for a missing or unsafe setting."""

from config.checks import require_safe_environment
from config.secret_keys import parse_field_encryption_keys
from config.settings.base import *  # noqa: F403
from config.settings.base import SITE_URL, env

require_safe_environment(env)

SECRET_KEY = env.str("SECRET_KEY")
FIELD_ENCRYPTION_KEYS = parse_field_encryption_keys(env.str("FIELD_ENCRYPTION_KEYS"))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
ALLOW_DEMO_ACCOUNTS = False
CSRF_TRUSTED_ORIGINS = [SITE_URL]
REQUIRE_STAFF_MFA = env.bool("REQUIRE_STAFF_MFA", default=True)
