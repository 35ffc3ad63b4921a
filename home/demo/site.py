"""Build the demo site: pages, images, documents, navigation and settings."""

import datetime
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, Site
from wagtail.utils.file import hash_filelike

from core.models import (
    ContentNote,
    CustomDocument,
    CustomImage,
    Helpline,
    NavigationSettings,
    OrganisationSettings,
    Profession,
    SiteTextSettings,
    Topic,
)
from events.models import MeetingIndexPage, MeetingPage
from home.demo.bodies import BodyWriter
from home.demo.content import (
    home_page,
    join,
    meetings,
    navigation,
    news,
    resources,
    standard_pages,
)
from home.demo.images import render_scene
from home.models import HomePage, StandardPage
from membership.models import JoinPage, JoinQuestion
from news.models import Author, NewsIndexPage, NewsPage
from resources.models import ResourceIndexPage, ResourcePage

P = TypeVar("P", bound=Page)
IMAGES = (
    "two-chairs",
    "woven-threads",
    "winter-window",
    "walking-path",
    "reading-table",
    "open-door",
)
# Other articles show a cover generated from their title.
LEAD_IMAGES = {
    "a-house-of-our-own": "open-door",
    "four-evenings-of-peer-meetings": "reading-table",
    "beginning-slowly": "walking-path",
}
A_YEAR = datetime.timedelta(days=365)


class DemoSite:
    """Content of the demo site without accounts. ``build`` creates it in an empty database."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.pages: dict[str, Page] = {}
        self.bodies: list[tuple[Page, str, list[tuple[str, Any]]]] = []

    def build(self) -> None:
        self._create_shared_content()
        self._create_home()
        self._create_standard_pages()
        self._create_news()
        self._create_meetings()
        self._create_resources()
        self._write_bodies()
        self._create_navigation()

    def _create_shared_content(self) -> None:
        self.images = {name: _image(name) for name in IMAGES}
        self.documents = {key: _document(key, it) for key, it in navigation.DOCUMENTS.items()}
        self.notes = {
            it["name"]: ContentNote.objects.create(**it) for it in navigation.CONTENT_NOTES
        }
        self.topics = {name: _term(Topic, name) for name in resources.TOPICS}
        self.professions = {name: _term(Profession, name) for name in resources.PROFESSIONS}

    def _create_home(self) -> None:
        content = home_page.HOME
        welcome = Page.objects.filter(depth=2)
        home = HomePage(
            title=content["title"],
            slug="front",
            heading=content["heading"],
            introduction=content["introduction"],
            primary_link_label=content["primary_label"],
            secondary_link_label=content["secondary_label"],
            seo_title=content["search_title"],
            search_description=content["search_description"],
        )
        Page.objects.get(depth=1).add_child(instance=home)
        Site.objects.update(root_page=home)
        welcome.exclude(pk=home.pk).delete()
        self.home = Page.objects.get(pk=home.pk)
        self.pages["home"] = home
        self.bodies.append((home, "sections", content["sections"]))

    def _add(self, page_class: type[P], content: dict[str, Any], parent: Page, **fields: Any) -> P:
        """Create a child of *parent* from the keys of *content* that are names of model fields."""
        names = {field.name for field in page_class._meta.concrete_fields}
        given = {key: value for key, value in content.items() if key in names and key != "body"}
        if "author" in given:
            given.pop("author")
        page = page_class(**(given | fields))
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        self.pages[content["slug"]] = page
        if "body" in content:
            self.bodies.append((page, "body", content["body"]))
        return page

    def _create_standard_pages(self) -> None:
        for content in standard_pages.STANDARD_PAGES:
            is_help = content["slug"] == "urgent-help"
            self._add(StandardPage, content, self.home, show_helplines=is_help)
        self._add(
            JoinPage,
            join.JOIN,
            self.home,
            questions=[
                JoinQuestion(sort_order=place, **question)
                for place, question in enumerate(join.QUESTIONS)
            ],
        )

    def _create_news(self) -> None:
        authors = {it["slug"]: Author.objects.create(**it) for it in news.AUTHORS}
        index = self._add(NewsIndexPage, news.NEWS_INDEX, self.home)
        for content in news.NEWS:
            lead = LEAD_IMAGES.get(content["slug"])
            page = self._add(
                NewsPage,
                content,
                index,
                author=authors[content["author"]],
                date=self.today - datetime.timedelta(days=content["days_ago"]),
                lead_image=self.images[lead] if lead else None,
                lead_image_decorative=True,
                **_story_fields(content, self.today),
            )
            page.tags.add(*content["tags"])
            page.content_notes.set([self.notes[note] for note in content["content_notes"]])

    def _create_meetings(self) -> None:
        index = self._add(MeetingIndexPage, meetings.MEETING_INDEX, self.home)
        for content in meetings.MEETINGS:
            day = self.today + datetime.timedelta(days=content["start_in_days"])
            page = self._add(
                MeetingPage,
                content,
                index,
                host_link=content["host_url"],
                start=_at(day, content["start_time"]),
                end=_at(day, content["end_time"]),
            )
            page.content_notes.set([self.notes[note] for note in content["content_notes"]])
            _add_member_details(page, content["member_details"])

    def _create_resources(self) -> None:
        index = self._add(ResourceIndexPage, resources.RESOURCE_INDEX, self.home)
        for content in resources.RESOURCES:
            checked_on = self.today - datetime.timedelta(days=content["checked_days_ago"])
            page = self._add(
                ResourcePage,
                content,
                index,
                source_url=content["source_url"],
                nation="" if content["nation"] == "UK" else content["nation"],
                checked_on=checked_on,
                review_by=checked_on + A_YEAR,
            )
            page.topics.set([self.topics[name] for name in content["topics"]])
            page.professions.set([self.professions[name] for name in content["professions"]])
            page.content_notes.set([self.notes[note] for note in content["content_notes"]])
            page.selected_stages = content["stages"]

    def _write_bodies(self) -> None:
        self.writer = BodyWriter(self.pages, self.images, self.documents)
        home = self.pages["home"]
        home.primary_link = self.pages[home_page.HOME["primary_page"]]
        home.secondary_link = self.pages[home_page.HOME["secondary_page"]]
        for page, name, body in self.bodies:
            setattr(
                page,
                name,
                page._meta.get_field(name).to_python(self.writer.write(body)),
            )
        for page in self.pages.values():
            self._resolve_links(page)
            # The instance does not know of the children added since it was created.
            page.numchild = Page.objects.get(pk=page.pk).numchild
            page.save_revision().publish()

    def _resolve_links(self, page: Page) -> None:
        for name in (
            "introduction",
            "who_can_join",
            "what_happens_next",
            "closed_text",
        ):
            text = getattr(page, name, None)
            if text:
                setattr(page, name, self.writer.rich_text(text))

    def _create_navigation(self) -> None:
        for line in navigation.HELPLINES:
            Helpline.objects.create(**_helpline_fields(line), review_by=self.today + A_YEAR / 4)
        _update(OrganisationSettings.load(), **navigation.ORGANISATION)
        _update(SiteTextSettings.load(), **navigation.SITE_TEXT)
        _update(
            NavigationSettings.load(),
            main_menu=[
                ("item", self._link(*item) | {"children": []}) for item in navigation.MAIN_MENU
            ],
            footer_columns=[("column", self._column(column)) for column in navigation.FOOTER],
            privacy_promise="\n".join(navigation.PROMISE),
            urgent_help_page=self.pages["urgent-help"].page_ptr,
            join_page=self.pages["join"].page_ptr,
            privacy_page=self.pages["privacy"].page_ptr,
            contact_page=self.pages["contact"].page_ptr,
            guidelines_page=self.pages["guidelines"].page_ptr,
        )

    def _link(self, label: str, slug: str) -> dict[str, Any]:
        return {"label": label, "page": self.pages[slug].page_ptr, "url": ""}

    def _column(self, column: dict[str, Any]) -> dict[str, Any]:
        links = [self._link(*link) for link in column["links"]]
        return {"heading": column["heading"], "links": links}


def _image(name: str) -> CustomImage:
    title = name.replace("-", " ").capitalize()
    credit = "Drawn for this site"
    return CustomImage.objects.create(title=title, file=render_scene(name), credit=credit)


def _document(key: str, content: dict[str, Any]) -> CustomDocument:
    file = ContentFile(content["text"].encode(), name=f"{key}.txt")
    document = CustomDocument(title=content["title"], file=file)
    # As the admin's upload form does: store size and hash.
    document.file_size, document.file_hash = file.size, hash_filelike(file)
    document.save()
    return document


def _term(model: Any, name: str) -> Any:
    return model.objects.create(name=name, slug=slugify(name))


def _story_fields(content: dict[str, Any], today: datetime.date) -> dict[str, Any]:
    if content["kind"] != "story":
        return {}
    return {
        "attributed_name": content["attributed_to"],
        "consent_given_on": today - A_YEAR,
        "review_on": today + A_YEAR,
    }


def _at(day: datetime.date, time_text: str) -> datetime.datetime:
    return timezone.make_aware(
        datetime.datetime.combine(day, datetime.time.fromisoformat(time_text))
    )


def _add_member_details(meeting: MeetingPage, details: dict[str, str]) -> None:
    fields = {
        "contact_on_the_day": details["contact"],
        "note_to_members": details["note"],
        **{name: details[name] for name in ("address", "room", "map_link", "online_link")},
        "passcode": details["passcode"],
    }
    meeting.set_member_details(**fields)


def _helpline_fields(line: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": line["label"],
        "number": line["number"],
        "url": line["url"],
        "sort_order": line["order"],
        **{name: line[name] for name in ("hours", "nation", "text", "in_footer")},
    }


def _update(instance: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(instance, name, value)
    instance.save()
