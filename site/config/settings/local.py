"""The site on one's own machine: production in all but names, keys and https.

Keys are made on the first start and kept in DATA_DIR/keys, readable by their owner alone.
"""

from config.keys import field_keys, new_field_key, read_or_make_key
from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR, SITE_URL, env

SECRET_KEY = env.str("SECRET_KEY", default="") or read_or_make_key(DATA_DIR / "keys" / "secret_key")
FIELD_ENCRYPTION_KEYS = field_keys(
    env.str("FIELD_ENCRYPTION_KEYS", default="")
    or read_or_make_key(DATA_DIR / "keys" / "field_encryption_keys", new_field_key)
)
ALLOWED_HOSTS = ["127.0.0.1", "[::1]", "localhost"]
LOCAL_ACCOUNTS = True
# The others are origins of the same site: each form is sent to where it came from.
CSRF_TRUSTED_ORIGINS = [SITE_URL]
