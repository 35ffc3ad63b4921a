"""Content of the demo site, which `manage.py load_demo` loads; it covers every template."""
