"""Mistakes as people make them, each of which lets something private out.

Each is a small patch, the viewer it lets something out to, the part of the walk that finds it, and
the canary that sings then. tests/disclosure/test_leaks.py makes each of them.
"""

from functools import partial

from wagtail.blocks import StructBlock
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Page

from core.blocks.media import FigureBlock
from core.querysets import VisibleDocumentQuerySet, VisiblePageQuerySet, get_pages
from events.models import MeetingPage
from home.models import StandardPage
from membership.team.applications.permissions import PERMISSIONS
from membership.team.applications.presenters import ApplicationPresenter
from news.models import NewsIndexPage, NewsPage
from tests.disclosure import walks
from tests.disclosure.mistakes import (
    FAULT,
    Leak,
    always,
    doorless,
    grant,
    index_pages,
    of_any_token,
    on,
    reveal_sensitive_answer,
    stay_open,
    with_draft,
    with_member_details,
)
from tests.disclosure.songs import song
from users.models import User

LEAKS = (
    # --- Pages without the door --------------------------------------------------------------
    Leak(
        "a list of pieces says published() and no more",
        "stranger",
        walks.asking(walks.readable, "/news/"),
        "private piece: title",
        on(NewsIndexPage, "get_articles", lambda self, viewer: NewsPage.objects.published()),
    ),
    Leak(
        "a feed asks for a member",
        "stranger",
        walks.asking(walks.readable, "/news/feed/"),
        "private piece: body",
        on(NewsIndexPage, "get_articles", lambda self, viewer: NewsPage.objects.child_of(self)),
    ),
    Leak(
        "pages above and beside say published()",
        "stranger",
        walks.asking(walks.readable, "/news/two-chairs/"),
        "private piece: title",
        on(NewsPage, "related_articles", lambda self, viewer: list(NewsPage.objects.published())),
    ),
    Leak(
        "the sitemap says published()",
        "stranger",
        walks.asking(walks.readable, "/sitemap.xml"),
        "private page: address",
        doorless("core.sitemap"),
    ),
    Leak(
        "menus say published()",
        "stranger",
        walks.asking(walks.readable, "/"),
        "menu item to a private page",
        doorless("core.chrome"),
    ),
    Leak(
        "published() forgets drafts",
        "stranger",
        partial(walks.search, canaries=("draft: title",)),
        "draft: title",
        on(VisiblePageQuerySet, "published", lambda self: self.all()),
    ),
    Leak(
        "an alias is not as private as its source",
        "stranger",
        walks.asking(walks.readable, "/alias/"),
        "page within a private one: title",
        always("core.visibility._alias_subtrees", []),
    ),
    Leak(
        "a page's own rules are not asked",
        "stranger",
        walks.asking(walks.readable, f"/{song('private page: address')}/"),
        "private page: body",
        lambda patch: (
            always("core.wagtail_hooks.can_view", True)(patch),
            always("core.models.pages.restrictions_on", [])(patch),
        ),
    ),
    Leak(
        "a page shows its newest revision",
        "stranger",
        walks.asking(walks.readable, "/changed/"),
        "draft of a public page: body",
        on(StandardPage, "meta_description", property(with_draft)),
    ),
    Leak(
        "an old address tells where a private page stands",
        "stranger",
        walks.asking(walks.readable, f"/{song('former address of a private page')}"),
        "private page: address",
        lambda patch: patch.setattr(
            "core.middleware.RedirectMiddleware.process_response",
            RedirectMiddleware.process_response,
        ),
    ),
    Leak(
        "a card is drawn for any page",
        "stranger",
        walks.asking(walks.readable_cards, "/social-card/.*"),
        "private page: title",
        lambda patch: patch.setattr(
            "core.social_images.views._get_public_page", lambda pk: Page.objects.get(pk=pk).specific
        ),
    ),
    # --- Search ------------------------------------------------------------------------------
    Leak(
        "search says published()",
        "stranger",
        partial(walks.search, canaries=("private page: introduction",)),
        "private page: introduction",
        doorless("search.backend"),
    ),
    Leak(
        "suggestions say published()",
        "stranger",
        partial(walks.search, canaries=("private page: title",)),
        "private page: title",
        doorless("search.suggestions"),
    ),
    Leak(
        "search finds private documents",
        "stranger",
        partial(walks.search, canaries=("private document: title",)),
        "private document: title",
        on(VisibleDocumentQuerySet, "visible_to", lambda self, viewer: self.all()),
    ),
    Leak(
        "every document for members is listed",
        "member",
        walks.asking(walks.numbered, "/members/"),
        "unlisted document: title",
        on(VisibleDocumentQuerySet, "listed_for", VisibleDocumentQuerySet.visible_to),
    ),
    Leak(
        "a secret stands among what search looks through",
        "stranger",
        partial(walks.search, canaries=("MeetingMemberDetails.passcode",)),
        "MeetingMemberDetails.passcode",
        on(MeetingPage, "body_text", property(with_member_details)),
        index_pages,
    ),
    Leak(
        "search looks through what is said about pictures",
        "stranger",
        partial(walks.search, canaries=("words about a private picture",)),
        "words about a private picture",
        on(FigureBlock, "get_searchable_content", StructBlock.get_searchable_content),
        index_pages,
    ),
    # --- Secrets of meetings -----------------------------------------------------------------
    Leak(
        "the members' part is shown to all",
        "stranger",
        walks.asking(walks.readable, "/meetings/in-spring/"),
        "MeetingMemberDetails.address",
        on(MeetingPage, "can_view_member_details", lambda self, viewer: True),
    ),
    Leak(
        "whoever was a member once stays one",
        "suspended",
        walks.asking(walks.readable, "/meetings/in-spring/"),
        "MeetingMemberDetails.passcode",
        on(User, "is_member", True),
    ),
    Leak(
        "machines are told more than readers",
        "stranger",
        walks.asking(walks.readable, "/meetings/in-spring/"),
        "MeetingMemberDetails.passcode",
        on(MeetingPage, "structured_data", lambda self: {"description": with_member_details(self)}),
    ),
    # --- Links, files and pictures within texts ----------------------------------------------
    Leak(
        "links in texts do not ask who reads",
        "stranger",
        walks.asking(walks.readable, "/about/"),
        "private page: address",
        always("core.links.can_link_to_page", True),
    ),
    Leak(
        "files in texts do not ask who reads",
        "stranger",
        walks.asking(walks.readable, "/about/"),
        "private document: file name",
        always("core.rich_text.can_link_to_document", True),
    ),
    Leak(
        "a block names any document",
        "stranger",
        walks.asking(walks.readable, "/about/"),
        "private document: title",
        always("core.blocks.media.can_link_to_document", True),
    ),
    Leak(
        "pictures do not ask who looks",
        "stranger",
        walks.asking(walks.readable, "/about/"),
        "private picture: file name",
        always("core.templatetags.image_tags.can_show_image", True),
    ),
    Leak(
        "a private file is served to all",
        "stranger",
        walks.asking(walks.readable, "/documents/.*"),
        "private document: text",
        stay_open,
    ),
    Leak(
        "a private picture is served to all",
        "stranger",
        walks.asking(walks.numbered, "/media/.*"),
        "private picture: file name",
        always("core.media._is_visible", True),
    ),
    # --- People ------------------------------------------------------------------------------
    Leak(
        "a story names its author beside the other name",
        "stranger",
        walks.asking(walks.readable, "/news/two-chairs/"),
        "author behind another name",
        on(NewsPage, "public_author", property(lambda self: self.author)),
    ),
    Leak(
        "the status page opens for any token",
        "applicant",
        walks.asking(walks.readable, "/join/application/.*"),
        "another application: reference",
        lambda patch: patch.setattr(
            "membership.models.application.ApplicationTokenQuerySet.by_token", of_any_token
        ),
    ),
    Leak(
        "answers that need care are shown unasked",
        "secretary",
        walks.asking(walks.numbered, "/admin/applications/inspect/.*"),
        "Application.answers: sensitive",
        on(ApplicationPresenter, "_format_answer", reveal_sensitive_answer),
    ),
    # --- The admin ---------------------------------------------------------------------------
    Leak(
        "numbers in the admin are not asked",
        "moderator",
        walks.asking(walks.numbered, r"/admin/pages/\d+/move/.*"),
        "draft: title",
        always("core.object_access._can_request_url", True),
    ),
    Leak(
        "the page chooser offers every page",
        "moderator",
        walks.search_admin,
        "draft: title",
        lambda patch: patch.setattr("core.wagtail_hooks.linkable_pages", lambda user: get_pages()),
    ),
    Leak(
        "editors may open applications",
        "editor",
        walks.asking(walks.numbered, "/admin/applications/inspect/.*"),
        "Application.answers",
        always("membership.team.applications.permissions.get_team_permissions", PERMISSIONS),
    ),
    Leak(
        "moderators may look after accounts",
        "moderator",
        walks.asking(walks.numbered, r"/admin/users/edit/\d+/"),
        "User.email: a member's",
        then=partial(grant, "Moderators", "change_user", "add_user"),
    ),
    # --- What others keep --------------------------------------------------------------------
    Leak(
        "what members read may be stored",
        "member",
        walks.asking(walks.readable, "/about/"),
        FAULT,
        lambda patch: patch.setattr(
            "core.middleware.CacheControlMiddleware._is_private", lambda *args: False
        ),
    ),
)
