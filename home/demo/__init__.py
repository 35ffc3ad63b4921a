"""Content of the demo site, which `manage.py load_demo` loads; it covers every template."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Page


def needs_demo_content() -> bool:
    """Whether the site has no pages except Wagtail's root page and welcome page."""
    if Page._meta.db_table not in connection.introspection.table_names():
        return True
    plain_page = ContentType.objects.get_for_model(Page)
    return not Page.objects.exclude(content_type=plain_page).exists()
