"""Admin listings of articles and authors."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.admin.dashboard import DASHBOARD_LINKS_HOOK, QuickLink, add_page_link
from core.admin.menu import EditorsMenuItem
from news import page_views  # noqa: F401  (its hooks)
from news.models import Author, NewsPage


class NewsPageViewSet(PageViewSet):
    """Explorer listing of articles by date, with their type."""

    model = NewsPage
    icon = "doc-full"
    list_filter = ("kind", "author")
    columns = (
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        Column("kind", label="Type", accessor="get_kind_display", sort_key="kind", width="10%"),
        Column("date", label="Date", accessor="date", sort_key="date", width="12%"),
        DateColumn(
            "latest_revision_created_at",
            label="Last edited",
            sort_key="latest_revision_created_at",
            width="12%",
        ),
        PageStatusColumn("status", label="Status", sort_key="live", width="12%"),
    )


class NewsListingIndexView(IndexView):
    default_ordering = "-date"


class NewsListingViewSet(PageListingViewSet):
    """Listing of all articles, as an item of the main menu."""

    model = NewsPage
    index_view_class = NewsListingIndexView
    icon = "doc-full"
    menu_label = "News"
    menu_order = 210
    add_to_admin_menu = True
    menu_item_class = EditorsMenuItem
    list_filter = NewsPageViewSet.list_filter
    columns = NewsPageViewSet.columns


class AuthorViewSet(SnippetViewSet):
    """Authors, with the names under which they write."""

    model = Author
    icon = "user"
    menu_label = "Authors"
    menu_order = 240
    add_to_admin_menu = True
    list_display = ("name", "role")
    search_fields = ("name", "role")


register_snippet(AuthorViewSet)


@hooks.register("register_admin_viewset")
def register_news_viewsets() -> Any:
    return [NewsPageViewSet(), NewsListingViewSet("news")]


@hooks.register(DASHBOARD_LINKS_HOOK)
def add_article_link(request: HttpRequest) -> QuickLink | None:
    return add_page_link(
        NewsPage,
        request,
        title="Write an article",
        text="Add news, an opinion, a story or a call to take part.",
        icon="doc-full",
        order=10,
        extra_title="All articles",
        extra_url=reverse("news:index"),
    )


@hooks.register("before_bulk_action")
def prevent_bulk_publishing_of_drafts(
    request: HttpRequest, action_type: str, objects: list[Any], action_instance: Any
) -> HttpResponse | None:
    """Wagtail's bulk publishing does not validate drafts, and crashes on unfinished ones."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action_type != "publish" or not pages:
        return None
    within = action_instance.cleaned_form.cleaned_data.get("include_descendants")
    unfinished = [title for page in pages for title in _get_unfinished_titles(page, bool(within))]
    if not unfinished:
        return None
    names = ", ".join(f"“{title}”" for title in unfinished)
    messages.error(
        request,
        "Nothing was published. Some articles are not finished. Open and complete these first: "
        f"{names}.",
    )
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def _get_unfinished_titles(page: Page, within: bool) -> list[str]:
    """Titles of the drafts at *page*, and of its descendants if *within*, that are unfinished."""
    articles = NewsPage.objects.descendant_of(page, inclusive=True)
    articles = articles if within else articles.filter(pk=page.pk)
    drafts = (article.get_latest_revision_as_object() for article in articles.filter(live=False))
    return [draft.title for draft in drafts if not draft.is_publishable()]
