"""The demo site: what `manage.py demo` loads, so that every template can be judged at once."""
