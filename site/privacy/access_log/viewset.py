"""The access log in the admin: read-only, for superusers."""

from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from formats.dates import format_local_datetime
from privacy.access_log.views import AccessLogFilterSet, AccessLogIndexView
from privacy.models import AccessLog
from superusers.viewsets import LabelledColumn, SuperuserViewSet
from users.views import no_store

# More references than these are collapsed.
MAX_VISIBLE_REFERENCES = 4


def format_references(entry: AccessLog) -> str | SafeString:
    """All references of *entry* as a list, collapsed if there are many."""
    references = entry.references.split()
    if not references:
        return "nothing found"
    rows = format_html_join("", "<li>{}</li>", ((reference,) for reference in references))
    items = format_html('<ul class="references">{}</ul>', rows)
    if len(references) <= MAX_VISIBLE_REFERENCES:
        return items
    text = f"{len(references)} {entry.kind}s"
    return format_html("<details><summary>{}</summary>{}</details>", text, items)


class AccessLogViewSet(SuperuserViewSet):
    model = AccessLog
    name = "access-log"
    icon = "view"
    menu_label = "Access log"
    menu_order = 60
    index_view_class = AccessLogIndexView
    filterset_class = AccessLogFilterSet
    list_display = (
        LabelledColumn(
            "timestamp", label="When", accessor=lambda entry: format_local_datetime(entry.at)
        ),
        LabelledColumn("who", label="Person"),
        LabelledColumn("action", accessor="get_action_display"),
        LabelledColumn("references", label="Reference", accessor=format_references),
        LabelledColumn("reason", accessor=lambda entry: entry.reason or "–"),
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", no_store(self.index_view), name="index"),
            path("results/", no_store(self.index_results_view), name="index_results"),
        ]
