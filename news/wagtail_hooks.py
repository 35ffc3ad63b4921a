"""How editors find pieces and the people who write them."""

from typing import Any

from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from news.models import Author, NewsPage


class NewsPageViewSet(PageViewSet):
    """Pieces by their own date, with their kind, wherever the news index is opened."""

    model = NewsPage
    icon = "doc-full"
    default_ordering = "-date"
    list_filter = ("kind", "author")
    columns = (
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        Column("kind", label="Kind", accessor="get_kind_display", sort_key="kind", width="10%"),
        Column("date", label="Date", accessor="date", sort_key="date", width="12%"),
        DateColumn(
            "latest_revision_created_at",
            label="Edited",
            sort_key="latest_revision_created_at",
            width="12%",
        ),
        PageStatusColumn("status", label="Status", sort_key="live", width="12%"),
    )


class AuthorViewSet(SnippetViewSet):
    """The people who write, under the names they write under."""

    model = Author
    icon = "user"
    menu_label = "Authors"
    menu_order = 240
    add_to_admin_menu = True
    list_display = ("name", "role")
    search_fields = ("name", "role")


register_snippet(AuthorViewSet)


@hooks.register("register_admin_viewset")
def register_news_pages() -> Any:
    return NewsPageViewSet()
