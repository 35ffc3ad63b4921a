"""Factories and helpers that create objects for tests."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, TypeVar

import factory
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.models import Page, PageViewRestriction, Site

from core.models import CustomDocument, CustomImage
from home.models import HomePage
from membership.models import Application, ConsentText, JoinPage, JoinQuestion, Member
from users.models import MEMBERS_GROUP, User

PASSWORD = "correct horse battery"
P = TypeVar("P", bound=Page)


class UserFactory(factory.django.DjangoModelFactory):
    """A user; ``groups=["Editors"]`` puts them into groups of those names."""

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.django.Password(PASSWORD)

    class Meta:
        model = User
        skip_postgeneration_save = True

    @factory.post_generation
    def groups(self, create: bool, names: list[str] | None, **kwargs: Any) -> None:
        # Bypasses the signal, so that the membership team is not notified of test users.
        rows = User.groups.through.objects
        for name in names or []:
            rows.get_or_create(user=self, group=Group.objects.get_or_create(name=name)[0])


class MemberFactory(UserFactory):
    """The user of a member; ``pseudonym="Alder"`` sets the pseudonym."""

    groups = factory.PostGeneration(
        lambda user, create, names: user.groups.add(
            Group.objects.get_or_create(name=MEMBERS_GROUP)[0]
        )
    )

    @factory.post_generation
    def pseudonym(self, create: bool, pseudonym: str | None, **fields: Any) -> None:
        Member.objects.create(user=self, pseudonym=pseudonym or f"Member {self.pk}", **fields)


class SuperuserFactory(UserFactory):
    is_staff = True
    is_superuser = True


class ConsentTextFactory(factory.django.DjangoModelFactory):
    version = factory.Sequence(lambda n: n + 1000)
    text = "I agree."

    class Meta:
        model = ConsentText


class ApplicationFactory(factory.django.DjangoModelFactory):
    """An application before its email address was confirmed."""

    email = factory.Sequence(lambda n: f"applicant{n}@example.org")
    name = "Robin"
    profession = "Nursing"
    stage = "qualified"
    eligibility = "I work in mental health and have been unwell."
    answers = factory.LazyFunction(lambda: [dict(ANSWER)])
    consent = factory.SubFactory(ConsentTextFactory)
    purge_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=7))

    class Meta:
        model = Application

    class Params:
        waiting = factory.Trait(
            state=Application.State.WAITING,
            confirmed_at=factory.LazyFunction(timezone.now),
            purge_on=None,
        )
        # After the decision is final and emailed.
        approved = factory.Trait(
            state=Application.State.APPROVED,
            confirmed_at=factory.LazyFunction(timezone.now),
            purge_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30)),
        )
        declined = factory.Trait(
            state=Application.State.DECLINED,
            confirmed_at=factory.LazyFunction(timezone.now),
            purge_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30)),
        )


ANSWER = {
    "question": "What would you like to find?",
    "purpose": "",
    "sensitive": False,
    "answer": "People to talk with.",
}


def answer(question: str, value: str | list[str], **more: Any) -> dict[str, Any]:
    """A stored answer *value* to *question*."""
    return {**ANSWER, "question": question, "answer": value, **more}


def png(width: int = 64, height: int = 48) -> ContentFile:
    """A real PNG of one colour."""
    buffer = BytesIO()
    Picture.new("RGB", (width, height), (27, 94, 99)).save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), name="picture.png")


class ImageFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Picture {n}")
    file = factory.LazyFunction(png)

    class Meta:
        model = CustomImage


class DocumentFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence(lambda n: f"Document {n}")
    file = factory.LazyFunction(lambda: ContentFile(b"A few plain words.", name="words.txt"))

    class Meta:
        model = CustomDocument


def make_home() -> HomePage:
    """A published home page at the root of the default site, instead of Wagtail's welcome page.

    Every test has it in its database, except after a flush.
    """
    return HomePage.objects.filter(slug="front").first() or _new_home()


def _new_home() -> HomePage:
    root = Page.objects.get(depth=1)
    home = HomePage(title="Home", slug="front", heading="You belong here.")
    root.add_child(instance=home)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    Page.objects.filter(depth=2).exclude(pk=home.pk).delete()
    home.save_revision().publish()
    return HomePage.objects.get(pk=home.pk)


def make_bare_site() -> None:
    """The site as Wagtail's migrations create it, without our pages."""
    Page.objects.filter(depth=2).delete()
    root = Page.objects.get(depth=1)
    welcome = root.add_child(instance=Page(title="Welcome", slug="welcome"))
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)


def publish(parent: Page, page_class: type[P], **fields: Any) -> P:
    """A live page of *page_class* below *parent*, with a default title.

    It has no revision, and `page_published` is not sent: that would take three times as long. Tests
    of publishing call ``page.save_revision().publish()``.
    """
    fields.setdefault("title", f"A {page_class._meta.verbose_name}")
    page = page_class(**published_now(), **fields)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    return page_class.objects.get(pk=page.pk)


def publish_with_revision(parent: Page, page_class: type[P], **fields: Any) -> P:
    """A page as `publish` creates it, with the revision that the admin would create."""
    page = publish(parent, page_class, **fields)
    page.save_revision().publish()
    return page_class.objects.get(pk=page.pk)


def published_now() -> dict[str, datetime]:
    """The dates that are set when a page is first published."""
    return dict.fromkeys(["first_published_at", "last_published_at"], timezone.now())


def open_join_page(home: Page, *questions: dict[str, Any], **fields: Any) -> JoinPage:
    """A published join page with *questions* in addition to the built-in ones."""
    text = {"who_can_join": "<p>You.</p>", "what_happens_next": "<p>We read it.</p>"}
    page = JoinPage(**{"title": "Join", "slug": "join", **text, **fields})
    page.questions = [
        JoinQuestion(sort_order=place, **{"required": False, **question})
        for place, question in enumerate(questions)
    ]
    Page.objects.get(pk=home.pk).add_child(instance=page)
    page.save_revision().publish()
    return JoinPage.objects.get(pk=page.pk)


def draft(parent: Page, page_class: type[P], **fields: Any) -> P:
    """A page that has never been published."""
    fields.setdefault("title", f"A {page_class._meta.verbose_name}")
    page = page_class(live=False, **fields)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision(clean=False)
    return page_class.objects.get(pk=page.pk)


def restrict_to_members(page: Page) -> PageViewRestriction:
    """Make *page* and its descendants private to the group Members."""
    rule = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    rule.groups.add(Group.objects.get_or_create(name=MEMBERS_GROUP)[0])
    return rule
