"""Settings of a local site: like production, except for hosts, keys and HTTPS.

Keys are generated on the first start and stored in DATA_DIR/keys, readable by their owner only.
"""

from config.secret_keys import (
    generate_field_encryption_key,
    parse_field_encryption_keys,
    read_or_create_key,
)
from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR, SITE_URL, env

SECRET_KEY = env.str("SECRET_KEY", default="") or read_or_create_key(
    DATA_DIR / "keys" / "secret_key"
)
FIELD_ENCRYPTION_KEYS = parse_field_encryption_keys(
    env.str("FIELD_ENCRYPTION_KEYS", default="")
    or read_or_create_key(
        DATA_DIR / "keys" / "field_encryption_keys", generate_field_encryption_key
    )
)
ALLOWED_HOSTS = ["127.0.0.1", "[::1]", "localhost"]
ALLOW_DEMO_ACCOUNTS = True
# The other hosts need no entry: each form is sent to the origin that it came from.
CSRF_TRUSTED_ORIGINS = [SITE_URL]
