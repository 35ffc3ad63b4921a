"""The site on the internet. Refuses to start on a missing or unsafe setting, naming it."""

from config.checks import require_safe_environment
from config.keys import field_keys
from config.settings.base import *  # noqa: F403
from config.settings.base import SITE_URL, env

require_safe_environment(env)

SECRET_KEY = env.str("SECRET_KEY")
FIELD_ENCRYPTION_KEYS = field_keys(env.str("FIELD_ENCRYPTION_KEYS"))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
LOCAL_ACCOUNTS = False
CSRF_TRUSTED_ORIGINS = [SITE_URL]
REQUIRE_STAFF_MFA = env.bool("REQUIRE_STAFF_MFA", default=True)
