"""Realistic mistakes, each of which leaks something private.

Each is a patch, the role to which it leaks, the step of the crawler that finds it, and the canary
that it leaks. tests/security/disclosure/test_leak_scenarios.py applies each of them.
"""

from functools import partial

from wagtail.blocks import StructBlock
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Page

from core.blocks.media import FigureBlock
from core.visibility.querysets import VisibleDocumentQuerySet, VisiblePageQuerySet, get_pages
from events import structured_data
from events.models import MeetingPage
from home.models import StandardPage
from membership.staff.applications.presenters import ApplicationPresenter
from membership.staff.permissions import APPLICATION_PERMISSIONS
from news.models import NewsIndexPage, NewsPage
from tests.security.disclosure import crawl_steps
from tests.security.disclosure.canary_values import get_canary
from tests.security.disclosure.mutations import (
    RESPONSE_FAULT,
    LeakScenario,
    always_return,
    get_draft_text,
    get_other_application_link,
    grant_permissions,
    ignore_file_restrictions,
    index_pages,
    remove_page_filter,
    reveal_sensitive_answer,
    set_attribute,
    with_member_details,
)
from users.models import User

LEAK_SCENARIOS = (
    # --- Pages without visibility filter -----------------------------------------------------
    LeakScenario(
        "a list of articles is filtered by published() only",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/news/"),
        "private piece: title",
        set_attribute(
            NewsIndexPage, "get_articles", lambda self, user: NewsPage.objects.published()
        ),
    ),
    LeakScenario(
        "the feed is filtered for a member",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/news/feed/"),
        "private piece: body",
        set_attribute(
            NewsIndexPage, "get_articles", lambda self, user: NewsPage.objects.child_of(self)
        ),
    ),
    LeakScenario(
        "ancestors and siblings are filtered by published() only",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/news/two-chairs/"),
        "private piece: title",
        set_attribute(
            NewsPage, "related_articles", lambda self, user: list(NewsPage.objects.published())
        ),
    ),
    LeakScenario(
        "the sitemap is filtered by published() only",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/sitemap.xml"),
        "private page: address",
        remove_page_filter("core.views.sitemap"),
    ),
    LeakScenario(
        "menus are filtered by published() only",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/"),
        "menu item to a private page",
        remove_page_filter("core.navigation.chrome_data"),
    ),
    LeakScenario(
        "published() includes drafts",
        "anonymous",
        partial(crawl_steps.search, canaries=("draft: title",)),
        "draft: title",
        set_attribute(VisiblePageQuerySet, "published", lambda self: self.all()),
    ),
    LeakScenario(
        "aliases ignore the privacy of their source",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/alias/"),
        "page within a private one: title",
        always_return("core.visibility.restrictions._get_alias_subtrees", []),
    ),
    LeakScenario(
        "restrictions of the page itself are ignored",
        "anonymous",
        crawl_steps.request_matching(
            crawl_steps.get_reader_urls, f"/{get_canary('private page: address')}/"
        ),
        "private page: body",
        lambda patch: (
            always_return("core.visibility.hooks.can_view", True)(patch),
            always_return("core.models.pages.get_restriction_ids", [])(patch),
        ),
    ),
    LeakScenario(
        "a page shows its latest revision",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/changed/"),
        "draft of a public page: body",
        set_attribute(StandardPage, "meta_description", property(get_draft_text)),
    ),
    LeakScenario(
        "a redirect reveals the URL of a private page",
        "anonymous",
        crawl_steps.request_matching(
            crawl_steps.get_reader_urls, f"/{get_canary('former address of a private page')}"
        ),
        "private page: address",
        lambda patch: patch.setattr(
            "core.middleware.RedirectMiddleware.process_response",
            RedirectMiddleware.process_response,
        ),
    ),
    LeakScenario(
        "social images are rendered for any page",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_social_image_urls, "/social-card/.*"),
        "private page: title",
        lambda patch: patch.setattr(
            "core.views.social_images._get_public_page", lambda pk: Page.objects.get(pk=pk).specific
        ),
    ),
    # --- Search ------------------------------------------------------------------------------
    LeakScenario(
        "search is filtered by published() only",
        "anonymous",
        partial(crawl_steps.search, canaries=("private page: introduction",)),
        "private page: introduction",
        remove_page_filter("search.backend"),
    ),
    LeakScenario(
        "suggestions are filtered by published() only",
        "anonymous",
        partial(crawl_steps.search, canaries=("private page: title",)),
        "private page: title",
        remove_page_filter("search.suggestions"),
    ),
    LeakScenario(
        "search finds private documents",
        "anonymous",
        partial(crawl_steps.search, canaries=("private document: title",)),
        "private document: title",
        set_attribute(VisibleDocumentQuerySet, "visible_to", lambda self, user: self.all()),
    ),
    LeakScenario(
        "every members-only document is listed",
        "member",
        crawl_steps.request_matching(crawl_steps.get_resolver_urls, "/members/"),
        "unlisted document: title",
        set_attribute(VisibleDocumentQuerySet, "listed_for", VisibleDocumentQuerySet.visible_to),
    ),
    LeakScenario(
        "the search text contains member-only details",
        "anonymous",
        partial(crawl_steps.search, canaries=("MeetingMemberDetails.passcode",)),
        "MeetingMemberDetails.passcode",
        set_attribute(MeetingPage, "body_text", property(with_member_details)),
        index_pages,
    ),
    LeakScenario(
        "the search text contains descriptions of images",
        "anonymous",
        partial(crawl_steps.search, canaries=("words about a private picture",)),
        "words about a private picture",
        set_attribute(FigureBlock, "get_searchable_content", StructBlock.get_searchable_content),
        index_pages,
    ),
    # --- Member-only details of meetings -----------------------------------------------------
    LeakScenario(
        "member-only details are shown to everyone",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/meetings/in-spring/"),
        "MeetingMemberDetails.address",
        set_attribute(MeetingPage, "can_view_member_details", lambda self, user: True),
    ),
    LeakScenario(
        "suspended members keep their access",
        "suspended",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/meetings/in-spring/"),
        "MeetingMemberDetails.passcode",
        set_attribute(User, "is_member", True),
    ),
    LeakScenario(
        "structured data contains member-only details",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/meetings/in-spring/"),
        "MeetingMemberDetails.passcode",
        set_attribute(structured_data, "_build_locations", with_member_details),
    ),
    # --- Links, files and images within texts ------------------------------------------------
    LeakScenario(
        "links in rich text ignore permissions",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/about/"),
        "private page: address",
        always_return("core.visibility.links.can_link_to_page", True),
    ),
    LeakScenario(
        "documents in rich text ignore permissions",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/about/"),
        "private document: file name",
        always_return("core.visibility.links.can_link_to_document", True),
    ),
    LeakScenario(
        "a block shows any document",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/about/"),
        "private document: title",
        always_return("core.blocks.media.can_link_to_document", True),
    ),
    LeakScenario(
        "images ignore permissions",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/about/"),
        "private picture: file name",
        always_return("core.templatetags.image_tags.can_show_image", True),
    ),
    LeakScenario(
        "private documents are served to everyone",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/documents/.*"),
        "private document: text",
        ignore_file_restrictions,
    ),
    LeakScenario(
        "private images are served to everyone",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_resolver_urls, "/media/.*"),
        "private picture: file name",
        always_return("core.views.media._is_visible", True),
    ),
    # --- People ------------------------------------------------------------------------------
    LeakScenario(
        "a story shows its author beside the attributed name",
        "anonymous",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/news/two-chairs/"),
        "author behind another name",
        set_attribute(NewsPage, "public_author", property(lambda self: self.author)),
    ),
    LeakScenario(
        "the status page opens for any token",
        "applicant",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/join/application/.*"),
        "another application: reference",
        lambda patch: patch.setattr(
            "membership.models.application_token.ApplicationTokenQuerySet.by_token",
            get_other_application_link,
        ),
    ),
    LeakScenario(
        "sensitive answers are shown without a request",
        "membership_team",
        crawl_steps.request_matching(
            crawl_steps.get_resolver_urls, "/admin/applications/inspect/.*"
        ),
        "Application.answers: sensitive",
        set_attribute(ApplicationPresenter, "_format_answer", reveal_sensitive_answer),
    ),
    # --- The admin ---------------------------------------------------------------------------
    LeakScenario(
        "primary keys in the admin are not checked",
        "moderator",
        crawl_steps.request_matching(crawl_steps.get_resolver_urls, r"/admin/pages/\d+/move/.*"),
        "draft: title",
        always_return("core.admin.object_access._can_request_url", True),
    ),
    LeakScenario(
        "the page chooser lists every page",
        "moderator",
        crawl_steps.search_admin,
        "draft: title",
        lambda patch: patch.setattr(
            "core.visibility.hooks.get_linkable_pages", lambda user: get_pages()
        ),
    ),
    LeakScenario(
        "editors can open applications",
        "editor",
        crawl_steps.request_matching(
            crawl_steps.get_resolver_urls, "/admin/applications/inspect/.*"
        ),
        "Application.answers",
        always_return("membership.staff.permissions.get_team_permissions", APPLICATION_PERMISSIONS),
    ),
    LeakScenario(
        "moderators can manage accounts",
        "moderator",
        crawl_steps.request_matching(crawl_steps.get_resolver_urls, r"/admin/users/edit/\d+/"),
        "User.email: a member's",
        prepare=partial(grant_permissions, "Moderators", "change_user", "add_user"),
    ),
    # --- Caches ------------------------------------------------------------------------------
    LeakScenario(
        "responses to members can be cached",
        "member",
        crawl_steps.request_matching(crawl_steps.get_reader_urls, "/about/"),
        RESPONSE_FAULT,
        lambda patch: patch.setattr(
            "core.middleware.CacheControlMiddleware._is_private", lambda *args: False
        ),
    ),
)
