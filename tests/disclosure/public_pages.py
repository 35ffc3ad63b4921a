"""Pages that everybody reads, and that lean on everything private in every way there is."""

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
from tests.disclosure.private_pages import stream
from tests.disclosure.songs import day_song, song
from tests.events.conftest import facts
from tests.factories import publish_with_revision

if TYPE_CHECKING:
    from tests.disclosure.world import World

SECRETS = "address room passcode contact_on_the_day note_to_members".split()


def plant_public_pages(world: "World") -> dict[str, Any]:
    _lean_home_on(world)
    _choose_private_pages_for_menus(world)
    return {
        "meeting": _meeting(world),
        "past meeting": _past_meeting(world),
        "story": _story(world),
        "leaning": _leaning(world),
        "things": {
            "redirect": _redirect(world),
            "promotion": _promotion(world),
            "comment": _comment(world),
        },
    }


def leaning_text(world: "World") -> str:
    """A paragraph with a link to each private thing."""
    pages = [pk for name in ("members' section", "draft") if (pk := world.pages[name].pk)]
    links = [f'<a linktype="page" id="{pk}">a page</a>' for pk in pages]
    links.append(f'<a linktype="document" id="{world.files.document.pk}">a file</a>')
    picture = world.files.picture.pk
    links.append(f'<embed embedtype="image" id="{picture}" alt="" format="left"/>')
    return f"<p>{' '.join(links)}</p>"


def leaning_blocks(world: "World") -> list[tuple[str, Any]]:
    """Every block that can lean on a page, a document or a picture."""
    section, picture = world.pages["members' section"].pk, world.files.picture.pk
    about = song("words about a private picture")
    image = {"image": picture, "alt_text": about, "decorative": False}
    link = {"label": "", "page": section, "url": ""}
    draft = {**link, "page": world.pages["draft"].pk}
    text, file = leaning_text(world), song("words about a private document")
    return [
        ("rich_text", text),
        ("callout", {"tone": "care", "title": "Look", "text": text}),
        ("image", {"image": image, "caption": about}),
        ("image_text", {"image": image, "text": text, "side": "left"}),
        ("document", {"document": world.files.document.pk, "description": file}),
        ("video", _film(picture, text)),
        ("people", {"people": [{"name": "Larch", "role": "", "text": "", "photo": picture}]}),
        ("questions", {"items": [{"question": "Where?", "answer": text}]}),
        ("steps", {"heading": "First", "items": [{"title": "One", "text": text}]}),
        ("references", {"heading": "", "items": [{"text": text, "url": "", "label": ""}]}),
        ("button", link),
        ("button", {**link, "label": "For members"}),
        ("button", {**draft, "label": song("words on a button to a draft")}),
        ("link_cards", {"cards": [{"title": "", "text": "A card.", "page": section, "url": ""}]}),
        ("join_call", {"heading": "Come", "text": "", "label": "Come in", "page": section}),
    ]


def _film(picture: int, text: str) -> dict[str, Any]:
    address = "https://vimeo.com/76979871"
    return {
        "title": "A film",
        "url": address,
        "minutes": 3,
        "poster": picture,
        "transcript": text,
    }


def _leaning(world: "World") -> Page:
    body = stream(*leaning_blocks(world))
    introduction = leaning_text(world)
    return publish_with_revision(
        world.home,
        StandardPage,
        title="About",
        slug="about",
        introduction=introduction,
        body=body,
    )


def _lean_home_on(world: "World") -> None:
    home = HomePage.objects.get(pk=world.home.pk)
    home.image, home.image_alt = world.files.picture, "A room"
    home.primary_link = home.secondary_link = world.pages["members' section"].page_ptr
    resource = world.pages["private resource"].pk
    block = HomePage._meta.get_field("sections").stream_block
    home.sections = block.to_python(
        [
            {"type": "text", "value": {"heading": "Read", "text": leaning_text(world)}},
            {"type": "latest_news", "value": {"heading": "News", "count": 12}},
            {"type": "next_meetings", "value": {"heading": "Next", "count": 12}},
            {
                "type": "featured_resources",
                "value": {"heading": "From the resources", "resources": [resource]},
            },
        ]
    )
    home.save_revision().publish()


def _choose_private_pages_for_menus(world: "World") -> None:
    navigation = NavigationSettings.load()
    section = world.pages["members' section"].pk
    label = song("menu item to a private page")
    item = {"label": label, "page": section, "url": "", "children": []}
    unnamed = {"label": "", "page": section, "url": ""}
    navigation.main_menu = [("item", {**item, "page": world.pages["members' section"].page_ptr})]
    block = NavigationSettings._meta.get_field("main_menu").stream_block
    kind = next(iter(block.child_blocks))
    navigation.main_menu = block.to_python(
        [{"type": kind, "value": item}, {"type": kind, "value": {**unnamed, "children": []}}]
    )
    footer = NavigationSettings._meta.get_field("footer_columns").stream_block
    column = next(iter(footer.child_blocks))
    navigation.footer_columns = footer.to_python(
        [{"type": column, "value": {"heading": "More", "links": [unnamed]}}]
    )
    navigation.save()
    organisation = OrganisationSettings.load()
    organisation.logo = world.files.picture
    organisation.save()


def _meeting(world: "World") -> MeetingPage:
    secrets = {name: song(f"MeetingMemberDetails.{name}") for name in SECRETS}
    for name in ("map_link", "online_link"):
        secrets[name] = f"https://{song(f'MeetingMemberDetails.{name}')}.example.org/"
    start = timezone.now() + timedelta(days=9)
    meeting = publish_with_revision(
        world.pages["meetings"],
        MeetingPage,
        **facts(
            title="In spring",
            slug="in-spring",
            start=start,
            end=start + timedelta(hours=2),
            themes_document=world.files.document,
        ),
    )
    return _add_member_details(meeting, **secrets)


def _past_meeting(world: "World") -> MeetingPage:
    start = timezone.now() - timedelta(days=60)
    dates = {"start": start, "end": start + timedelta(hours=2)}
    fields = facts(title="Last autumn", slug="last-autumn", **dates)
    meeting = publish_with_revision(world.pages["meetings"], MeetingPage, **fields)
    return _add_member_details(meeting, address=song("secret of a past meeting"))


def _add_member_details(meeting: MeetingPage, **secrets: str) -> MeetingPage:
    meeting.set_member_details(**secrets)
    # Twice, as editors do: what search looks through is read before the members' part is stored.
    for _ in range(2):
        meeting.save_revision().publish()
    return MeetingPage.objects.get(pk=meeting.pk)


def _story(world: "World") -> NewsPage:
    """Told under another name than its author's, with a private picture."""
    name = song("author behind another name")
    author = Author.objects.create(
        name=name, slug=name, consent_given_on=day_song("Author.consent_given_on")
    )
    story = publish_with_revision(
        world.pages["news"],
        NewsPage,
        title="Two chairs",
        slug="two-chairs",
        kind="story",
        summary="A story.",
        author=author,
        attribution="pseudonym",
        attributed_name="Hazel",
        consent_given_on=day_song("NewsPage.consent_given_on"),
        review_on=day_song("NewsPage.review_on"),
        legacy_url=f"/{song('NewsPage.legacy_url')}",
        lead_image=world.files.picture,
        lead_image_alt="A room",
        body=stream(*leaning_blocks(world)),
    )
    story.related = [("article", world.pages["private piece"])]
    story.save_revision().publish()
    return story


def _redirect(world: "World") -> Redirect:
    return Redirect.objects.create(
        old_path=f"/{song('former address of a private page')}",
        redirect_page=world.pages["members' section"].page_ptr,
    )


def _promotion(world: "World") -> SearchPromotion:
    return SearchPromotion.objects.create(
        query=Query.get(song("promoted private page: words")),
        page=world.pages["members' section"].page_ptr,
        description="Look here.",
    )


def _comment(world: "World") -> Comment:
    page = Page.objects.get(pk=world.pages["changed"].pk)
    return Comment.objects.create(
        page=page.specific,
        user=world.viewers["editor"].user,
        text=song("Comment.text"),
        contentpath="title",
    )
