"""Public pages that link to and use private pages and files in every possible way."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Comment, Page

from core.models import NavigationSettings, OrganisationSettings
from events.models import MeetingPage
from home.models import HomePage, StandardPage
from news.models import Author, NewsPage
from tests.events.conftest import facts
from tests.factories import publish_with_revision
from tests.security.disclosure.canary_values import get_canary, get_date_canary
from tests.security.disclosure.private_pages import stream

if TYPE_CHECKING:
    from tests.security.disclosure.fixtures_site import FixtureSite

MEMBER_DETAILS = "address room passcode contact_on_the_day note_to_members".split()


def create_public_pages(fixture_site: "FixtureSite") -> dict[str, Any]:
    _link_from_home(fixture_site)
    _link_from_menus(fixture_site)
    return {
        "meeting": _meeting(fixture_site),
        "past meeting": _past_meeting(fixture_site),
        "story": _story(fixture_site),
        "about": _create_about_page(fixture_site),
        "objects": {
            "redirect": _redirect(fixture_site),
            "promotion": _promotion(fixture_site),
            "comment": _comment(fixture_site),
        },
    }


def build_linking_text(fixture_site: "FixtureSite") -> str:
    """A paragraph with links to private pages and files."""
    pages = [pk for name in ("members' section", "draft") if (pk := fixture_site.pages[name].pk)]
    links = [f'<a linktype="page" id="{pk}">a page</a>' for pk in pages]
    links.append(f'<a linktype="document" id="{fixture_site.files.document.pk}">a file</a>')
    picture = fixture_site.files.picture.pk
    links.append(f'<embed embedtype="image" id="{picture}" alt="" format="left"/>')
    return f"<p>{' '.join(links)}</p>"


def build_linking_blocks(fixture_site: "FixtureSite") -> list[tuple[str, Any]]:
    """Every block that can link to a page or document, or show an image."""
    section, picture = fixture_site.pages["members' section"].pk, fixture_site.files.picture.pk
    about = get_canary("words about a private picture")
    image = {"image": picture, "alt_text": about, "decorative": False}
    link = {"label": "", "page": section, "url": ""}
    draft = {**link, "page": fixture_site.pages["draft"].pk}
    text, file = build_linking_text(fixture_site), get_canary("words about a private document")
    return [
        ("rich_text", text),
        ("callout", {"tone": "care", "title": "Look", "text": text}),
        ("image", {"image": image, "caption": about}),
        ("image_text", {"image": image, "text": text, "side": "left"}),
        ("document", {"document": fixture_site.files.document.pk, "description": file}),
        ("video", _build_video_block(picture, text)),
        ("people", {"people": [{"name": "Larch", "role": "", "text": "", "photo": picture}]}),
        ("questions", {"items": [{"question": "Where?", "answer": text}]}),
        ("steps", {"heading": "First", "items": [{"title": "One", "text": text}]}),
        ("references", {"heading": "", "items": [{"text": text, "url": "", "label": ""}]}),
        ("button", link),
        ("button", {**link, "label": "For members"}),
        ("button", {**draft, "label": get_canary("words on a button to a draft")}),
        ("link_cards", {"cards": [{"title": "", "text": "A card.", "page": section, "url": ""}]}),
        ("join_call", {"heading": "Come", "text": "", "label": "Come in", "page": section}),
    ]


def _build_video_block(picture: int, text: str) -> dict[str, Any]:
    address = "https://vimeo.com/76979871"
    return {
        "title": "A film",
        "url": address,
        "minutes": 3,
        "poster": picture,
        "transcript": text,
    }


def _create_about_page(fixture_site: "FixtureSite") -> Page:
    body = stream(*build_linking_blocks(fixture_site))
    introduction = build_linking_text(fixture_site)
    return publish_with_revision(
        fixture_site.home,
        StandardPage,
        title="About",
        slug="about",
        introduction=introduction,
        body=body,
    )


def _link_from_home(fixture_site: "FixtureSite") -> None:
    home = HomePage.objects.get(pk=fixture_site.home.pk)
    home.image, home.image_alt = fixture_site.files.picture, "A room"
    home.primary_link = home.secondary_link = fixture_site.pages["members' section"].page_ptr
    resource = fixture_site.pages["private resource"].pk
    block = HomePage._meta.get_field("sections").stream_block
    home.sections = block.to_python(
        [
            {
                "type": "text",
                "value": {"heading": "Read", "text": build_linking_text(fixture_site)},
            },
            {"type": "latest_news", "value": {"heading": "News", "count": 12}},
            {"type": "next_meetings", "value": {"heading": "Next", "count": 12}},
            {
                "type": "featured_resources",
                "value": {"heading": "From the resources", "resources": [resource]},
            },
        ]
    )
    home.save_revision().publish()


def _link_from_menus(fixture_site: "FixtureSite") -> None:
    navigation = NavigationSettings.load()
    section = fixture_site.pages["members' section"].pk
    label = get_canary("menu item to a private page")
    item = {"label": label, "page": section, "url": "", "children": []}
    unlabelled = {"label": "", "page": section, "url": ""}
    navigation.main_menu = [
        ("item", {**item, "page": fixture_site.pages["members' section"].page_ptr})
    ]
    block = NavigationSettings._meta.get_field("main_menu").stream_block
    kind = next(iter(block.child_blocks))
    navigation.main_menu = block.to_python(
        [{"type": kind, "value": item}, {"type": kind, "value": {**unlabelled, "children": []}}]
    )
    footer = NavigationSettings._meta.get_field("footer_columns").stream_block
    column = next(iter(footer.child_blocks))
    navigation.footer_columns = footer.to_python(
        [{"type": column, "value": {"heading": "More", "links": [unlabelled]}}]
    )
    navigation.save()
    organisation = OrganisationSettings.load()
    organisation.logo = fixture_site.files.picture
    organisation.save()


def _meeting(fixture_site: "FixtureSite") -> MeetingPage:
    secrets = {name: get_canary(f"MeetingMemberDetails.{name}") for name in MEMBER_DETAILS}
    for name in ("map_link", "online_link"):
        secrets[name] = f"https://{get_canary(f'MeetingMemberDetails.{name}')}.example.org/"
    start = timezone.now() + timedelta(days=9)
    meeting = publish_with_revision(
        fixture_site.pages["meetings"],
        MeetingPage,
        **facts(
            title="In spring",
            slug="in-spring",
            start=start,
            end=start + timedelta(hours=2),
            themes_document=fixture_site.files.document,
        ),
    )
    return _add_member_details(meeting, **secrets)


def _past_meeting(fixture_site: "FixtureSite") -> MeetingPage:
    start = timezone.now() - timedelta(days=60)
    dates = {"start": start, "end": start + timedelta(hours=2)}
    fields = facts(title="Last autumn", slug="last-autumn", **dates)
    meeting = publish_with_revision(fixture_site.pages["meetings"], MeetingPage, **fields)
    return _add_member_details(meeting, address=get_canary("secret of a past meeting"))


def _add_member_details(meeting: MeetingPage, **secrets: str) -> MeetingPage:
    meeting.set_member_details(**secrets)
    # Saved twice, as by editors: the search text is read before the member-only details are stored.
    for _ in range(2):
        meeting.save_revision().publish()
    return MeetingPage.objects.get(pk=meeting.pk)


def _story(fixture_site: "FixtureSite") -> NewsPage:
    """Published under a name other than its author's, with a private image."""
    name = get_canary("author behind another name")
    author = Author.objects.create(
        name=name, slug=name, consent_given_on=get_date_canary("Author.consent_given_on")
    )
    story = publish_with_revision(
        fixture_site.pages["news"],
        NewsPage,
        title="Two chairs",
        slug="two-chairs",
        kind="story",
        summary="A story.",
        author=author,
        attribution="pseudonym",
        attributed_name="Hazel",
        consent_given_on=get_date_canary("NewsPage.consent_given_on"),
        review_on=get_date_canary("NewsPage.review_on"),
        legacy_url=f"/{get_canary('NewsPage.legacy_url')}",
        lead_image=fixture_site.files.picture,
        lead_image_alt="A room",
        body=stream(*build_linking_blocks(fixture_site)),
    )
    story.related = [("article", fixture_site.pages["private piece"])]
    story.save_revision().publish()
    return story


def _redirect(fixture_site: "FixtureSite") -> Redirect:
    return Redirect.objects.create(
        old_path=f"/{get_canary('former address of a private page')}",
        redirect_page=fixture_site.pages["members' section"].page_ptr,
    )


def _promotion(fixture_site: "FixtureSite") -> SearchPromotion:
    return SearchPromotion.objects.create(
        query=Query.get(get_canary("promoted private page: words")),
        page=fixture_site.pages["members' section"].page_ptr,
        description="Look here.",
    )


def _comment(fixture_site: "FixtureSite") -> Comment:
    page = Page.objects.get(pk=fixture_site.pages["changed"].pk)
    return Comment.objects.create(
        page=page.specific,
        user=fixture_site.roles["editor"].user,
        text=get_canary("Comment.text"),
        contentpath="title",
    )
