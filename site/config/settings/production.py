"""The site on the internet. Refuses to start on a missing or unsafe setting, naming it."""

from config.checks import require_safe_environment
from config.settings.base import *  # noqa: F403
from config.settings.base import SITE_URL, env

require_safe_environment(env)

SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
LOCAL_ACCOUNTS = False
CSRF_TRUSTED_ORIGINS = [SITE_URL]
