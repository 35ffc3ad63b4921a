"""URLs for every pattern of the resolver, filled with values of the fixture site.

A pattern with an unknown parameter fails: add its values here.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Revision

from core.models import CustomRendition
from core.views.social_images import get_social_image
from membership.models import Member
from users.models import User

if TYPE_CHECKING:
    from tests.security.disclosure.fixtures_site import FixtureSite

# Parameters of a pattern: <int:pk>, (?P<name>...), or an unnamed group.
PARAMETER = re.compile(r"<(?:\w+:)?(?P<path>\w+)>|\(\?P<(?P<named>\w+)>[^()]*\)")
# Patterns that are too general to be filled. ``get_public_urls`` has more URLs for some of these.
EXPLICIT_URLS = {
    "^documents/(\\d+)/(.*)$": ["/documents/1/x.txt"],
    "documents/^(\\d+)/(.*)$": ["/documents/2/x.txt"],
    "^social-card/([0-9]{1,9})-([0-9a-f]{16})\\.png$": ["/social-card/1-0123456789abcdef.png"],
    "^_util/|^documents/authenticate_with_password/": ["/_util/login/"],
    "^admin/(?:failwhale|test404|api/main/(?:images|documents).*)/$": ["/admin/failwhale/"],
    "admin/^.*/$": ["/admin/nothing/here/"],
    "^((?:[\\w\\-]+/)*)$": ["/nothing/at/all/"],
}
# Pages for patterns with a page ID, private for different reasons.
PRIVATE_PAGES = ("changed", "members' section", "draft", "meeting", "draft in a section")
MODELS = (
    ("wagtailcore", "page"),
    *(("home", "standardpage"), ("events", "meetingpage"), ("membership", "application")),
    *(
        ("mailqueue", "queuedmail"),
        ("membership", "member"),
        ("users", "user"),
        ("core", "customimage"),
    ),
)
SETTINGS_MODELS = (
    *(
        ("core", "navigationsettings"),
        ("mailqueue", "emailtemplatesettings"),
        ("privacy", "retentionsettings"),
    ),
    *(("membership", "applicationtextsettings"), ("membership", "membertextsettings")),
    ("users", "accounttextsettings"),
)


def get_url_patterns() -> list[str]:
    """All patterns of the resolver as strings."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: Any, before: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        written = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, written)
        elif isinstance(pattern, URLPattern):
            yield written


def get_urls(pattern: str, fixture_site: "FixtureSite") -> list[str]:
    """URLs of *pattern* with all values for its parameters."""
    if pattern in EXPLICIT_URLS:
        return list(EXPLICIT_URLS[pattern])
    if "revision_id" in pattern or "revisions/compare" in pattern:
        return [_strip_regex(it) for it in _fill_revisions(pattern, fixture_site)]
    parts = [match.lastgroup and match[match.lastgroup] for match in PARAMETER.finditer(pattern)]
    if "app_label" in parts or "app_name" in parts or "content_type_app_name" in parts:
        return [_strip_regex(it) for it in _fill_models(pattern, parts, fixture_site)]
    choices = [get_values(part, pattern, fixture_site) for part in parts]
    return [_strip_regex(_fill(pattern, values)) for values in product(*choices)]


def _fill(pattern: str, values: Any) -> str:
    given = iter(values)
    return PARAMETER.sub(lambda match: str(next(given)), pattern)


def _strip_regex(pattern: str) -> str:
    """Remove regular expression syntax, and add the leading slash."""
    return "/" + re.sub(r"[\^$]|\\(?=\.)", "", pattern)


def _fill_models(pattern: str, parts: Any, fixture_site: "FixtureSite") -> Iterator[str]:
    """Fill patterns that name a model by app label and model name."""
    for kind in SETTINGS_MODELS if pattern.startswith("admin/settings/") else MODELS:
        rest = [get_values(part, pattern, fixture_site) for part in parts[2:]]
        for values in product(*rest):
            # Bulk actions get their objects by ?id=.
            many = (
                f"?id={_pages(fixture_site)[0]}&id={_pages(fixture_site)[1]}"
                if "bulk" in pattern
                else ""
            )
            yield _fill(pattern, [*kind, *values]) + many


def _fill_revisions(pattern: str, fixture_site: "FixtureSite") -> Iterator[str]:
    """Each page with its own revisions, and with one of another page."""
    foreign = fixture_site.pages["draft"].latest_revision_id
    for name in PRIVATE_PAGES:
        page = fixture_site.pages[name]
        own = list(Revision.page_revisions.filter(object_id=page.pk).values_list("pk", flat=True))
        if "compare" in pattern:
            sides = [("earliest", "latest"), ("live", "latest"), (foreign, "latest")]
            # Filled by hand because of nested groups.
            for one, other in sides:
                yield f"admin/pages/{page.pk}/revisions/compare/{one}...{other}/"
        else:
            yield from (_fill(pattern, (page.pk, revision)) for revision in {*own, foreign})


def get_values(part: str, pattern: str, fixture_site: "FixtureSite") -> list[Any]:
    """Values for the parameter *part* of *pattern*."""
    values = VALUES.get(_find_key(part, pattern)) or VALUES.get(part)
    assert values, f"{pattern}: no value for {part!r} (add one in tests/security/disclosure)"
    return values(fixture_site)


def _find_key(part: str, pattern: str) -> str:
    """The most specific key of VALUES with a path for the parameter *part*."""
    written = pattern.replace("^", "")
    known = [key for key in VALUES if key.endswith(f":{part}")]
    return max((key for key in known if written.startswith(key.split(":")[0])), key=len, default="")


def _pages(fixture_site: "FixtureSite") -> list[int]:
    return [fixture_site.pages[name].pk for name in PRIVATE_PAGES]


def _pks_of(*names: str) -> Any:
    return lambda fixture_site: [fixture_site.objects[name].pk for name in names]


def _files(kind: str) -> Any:
    return lambda fixture_site: [
        getattr(fixture_site.files, kind).pk,
        getattr(fixture_site.files, f"public_{kind}").pk,
    ]


def _renditions(fixture_site: "FixtureSite") -> list[str]:
    files = CustomRendition.objects.values_list("file", flat=True)
    return sorted({name.removeprefix("images/") for name in files})


def _users(fixture_site: "FixtureSite") -> list[int]:
    return list(User.objects.values_list("pk", flat=True))


def _members() -> list[int]:
    """Suspended and ending memberships first: they have more private data."""
    return list(Member.objects.order_by("-state").values_list("pk", flat=True))


def _any(*values: Any) -> Any:
    return lambda fixture_site: list(values)


VALUES: dict[str, Any] = {
    **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk"), _pages),
    **dict.fromkeys(("image_id", "admin/images/chooser/:pk"), _files("picture")),
    **dict.fromkeys(("document_id", "doc_id", "admin/documents/:pk"), _files("document")),
    **dict.fromkeys(("admin/api/main/pages/:pk",), _pages),
    "admin/api/main/documents/:pk": _files("document"),
    "admin/api/main/images/:pk": _files("picture"),
    "admin/applications/:instance_pk": _pks_of("application", "another application"),
    "admin/members/:instance_pk": lambda fixture_site: _members(),
    "admin/email-queue/:pk": _pks_of("mail"),
    "admin/users/:pk": _users,
    "redirect_id": _pks_of("redirect"),
    "query_id": lambda fixture_site: [fixture_site.objects["promotion"].query_id],
    "object_id": _pages,
    "collection_id": lambda fixture_site: [fixture_site.files.collection.pk],
    "admin/collections/:pk": lambda fixture_site: [fixture_site.files.collection.pk],
    "pk": _any(1, 2, 3),
    "destination_id": lambda fixture_site: [fixture_site.home.pk],
    **dict.fromkeys(
        ("task_state_id", "task_id", "workflow_state_id", "workflow_pk", "session_id"), _any(1)
    ),
    **dict.fromkeys(("uploaded_file_id", "restriction_id", "page_view_restriction_id"), _any(1)),
    "action_name": _any("approve", "copy"),
    "action": _any("delete", "unpublish"),
    "filter_spec": _any("width-400", "original"),
    "uidb36": lambda fixture_site: [fixture_site.roles["second"].user.reference],
    "uidb64": _any("MQ"),
    "key": _any("a-b"),
    "admin/password_reset/:token": _any("set-password"),
    **dict.fromkeys(("account/email/:token", "account/recovery/:token"), _any("made-up")),
    "token": lambda fixture_site: [fixture_site.status_link.split("/")[-2]],
    "name": _renditions,
}


def get_public_urls(fixture_site: "FixtureSite") -> list[str]:
    """URLs that can be guessed with knowledge of the source code."""
    pages = [
        page.url_path.removeprefix(fixture_site.home.url_path)
        for page in fixture_site.pages.values()
    ]
    files = (fixture_site.files.document, fixture_site.files.public_document)
    documents = [f"/documents/{it.pk}/{it.filename}" for it in files]
    originals = [
        f"/media/{folder}{file.name.rpartition('/')[2]}"
        for file in (fixture_site.files.document.file, fixture_site.files.picture.file)
        for folder in ("", "documents/", "images/", "original_images/", "../private/documents/")
    ]
    readable = [
        "/",
        *(f"/{path}" for path in pages),
        fixture_site.objects["redirect"].old_path,
        *LISTS,
    ]
    return [*readable, *documents, *originals, *_get_social_image_urls(fixture_site)]


def get_edit_urls(fixture_site: "FixtureSite") -> list[str]:
    """The edit view of each page, and the team's view of a member's application."""
    application = fixture_site.objects["a member's application"]
    pages = [f"/admin/pages/{page.pk}/edit/" for page in fixture_site.pages.values()]
    return [*pages, f"/admin/applications/inspect/{application.pk}/"]


def _get_social_image_urls(fixture_site: "FixtureSite") -> list[str]:
    return [_get_social_image_url(page.specific) for page in fixture_site.pages.values()]


def _get_social_image_url(page: Any) -> str:
    return f"/social-card/{page.pk}-{get_social_image(page).digest}.png"


def get_image_canaries(fixture_site: "FixtureSite") -> dict[str, str]:
    """URLs of social images with a private title -> the canary in it."""
    named = {"members' section": "private page: title", "draft": "draft: title"}
    return {
        _get_social_image_url(fixture_site.pages[name]): canary for name, canary in named.items()
    }


LISTS = (
    *("/news/feed/", "/news/?page=2", "/news/kind/story/", "/news/kind/news/", "/news/2026/"),
    *("/meetings/?page=2", "/resources/?kind=guide", "/search/?q=a", "/nothing/here/"),
    *("/documents/1/x.txt", "/admin/login/", "/.well-known/security.txt", "/sitemap.xml"),
)
