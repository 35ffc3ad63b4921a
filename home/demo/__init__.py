"""The demo site: what `manage.py load_demo` loads, so that every template can be judged at once."""
