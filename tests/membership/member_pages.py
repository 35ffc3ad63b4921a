"""Helpers for members who have given all consents, and for the text of their pages."""

from html import unescape
from typing import Any

from django.test import Client
from django.utils.html import strip_tags

from core.models import NavigationSettings
from home.models import StandardPage
from membership import actions
from membership.actions import get_outstanding_consents
from membership.models import Member
from tests.factories import MemberFactory, publish

HOME, SETTINGS, BREAK, CONSENTS = (
    "/members/",
    "/members/settings/",
    "/members/break/",
    "/members/agree/",
)
OWN_PAGES = (HOME, SETTINGS, BREAK, CONSENTS)


def create_member(*, pseudonym: str, email: str = "", **fields: Any) -> Member:
    """A member who has consented to the current texts."""
    named = {"email": email} if email else {}
    more = {f"pseudonym__{name}": value for name, value in fields.items()}
    member = MemberFactory(pseudonym=pseudonym, **named, **more).member
    actions.agree(member=member, texts=get_outstanding_consents(member))
    return member


def get_client(member: Member) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(member.user)
    return client


def get_text(response: Any) -> str:
    """The text of the page in one line."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(strip_tags(main)).split())


def publish_guidelines(home: Any, text: str = "Be kind.") -> StandardPage:
    """A published page, selected as the community guidelines."""
    page = publish(home, StandardPage, title="Guidelines", introduction=f"<p>{text}</p>")
    navigation = NavigationSettings.load()
    navigation.guidelines_page = page
    navigation.save()
    return page


def read(browser: Client, address: str = HOME) -> str:
    """The text of a page that opens."""
    response = browser.get(address)
    assert response.status_code == 200
    return get_text(response)


def set_state(member: Member, state: str, **fields: Any) -> None:
    Member.objects.filter(pk=member.pk).update(state=state, **fields)
