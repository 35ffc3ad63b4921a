"""The eleven who walk through the site: each in a browser of their own."""

import time
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from membership.actions import agree
from membership.members.consents import get_outstanding_consents
from membership.models import Member, Suspension
from tests.disclosure.canary_values import get_canary, get_reference_canary
from tests.factories import MemberFactory, SuperuserFactory, UserFactory
from users.models import MEMBERS_GROUP

SECTION_EDITORS = "Editors of one section"
# Seconds that a walk may take on a busy machine.
MAX_CRAWL_SECONDS = 3600


@dataclass
class Role:
    """Somebody with a browser; *user* is None for whoever cannot sign in."""

    name: str
    user: Any = None

    def browser(self) -> Client:
        client = Client(raise_request_exception=False)
        if self.user is not None:
            client.force_login(self.user)
        return client

    def get_reauthenticated_browser(self) -> Client:
        """One in which they have just shown all that they sign in with: nothing is asked again."""
        client = self.browser()
        if self.user is not None:
            _record_authentication(client, self.user)
        return client


def create_roles(section: Page) -> dict[str, Role]:
    """All of them; *section* is the one that the editor of one section may edit."""
    _create_section_editors(section)
    people: dict[str, Any] = {
        "member": MemberFactory(
            email=_address("User.email: a member's"),
            last_name=get_canary("User.last_name: a member's"),
        ),
        "second": MemberFactory(
            email=_address("User.email: another member's"),
            reference=get_reference_canary("User.reference: another member's"),
            pseudonym=get_canary("Member.pseudonym"),
            pseudonym__real_name=get_canary("Member.real_name"),
            pseudonym__profession=get_canary("Member.profession"),
        ),
        "suspended": _suspended(),
        "editor": UserFactory(
            groups=["Editors"],
            email=_address("User.email: an editor's"),
            first_name=get_canary("User.first_name: an editor's"),
        ),
        "section": UserFactory(groups=[SECTION_EDITORS]),
        "both": UserFactory(groups=["Editors", MEMBERS_GROUP]),
        "membership_team": UserFactory(
            groups=["Membership team"], email=_address("User.email: the team's")
        ),
        "moderator": UserFactory(groups=["Moderators"]),
        "superuser": SuperuserFactory(),
        "anonymous": None,
        "applicant": None,
    }
    for user in people.values():
        if member := getattr(user, "member", None):
            agree(member=member, texts=get_outstanding_consents(member))
    return {name: Role(name, user) for name, user in people.items()}


def _record_authentication(client: Client, user: Any) -> None:
    """As allauth notes it; no walk takes so long that it is asked for once more."""
    session = client.session
    request: Any = SimpleNamespace(session=session)
    record_authentication(request, user, "password", at=time.time() + MAX_CRAWL_SECONDS)
    for row in Authenticator.objects.filter(user=user):
        shown = {"id": row.pk, "type": row.type}
        record_authentication(request, user, "mfa", at=time.time() + MAX_CRAWL_SECONDS, **shown)
    session.save()


def _address(name: str) -> str:
    return f"{get_canary(name)}@example.org"


def _suspended() -> Any:
    """Kept out by the team while still signed in."""
    person = MemberFactory(pseudonym__state=Member.State.SUSPENDED)
    Suspension.objects.create(
        member=person.member,
        who=get_canary("Suspension.who"),
        reason=get_canary("Suspension.reason"),
    )
    person.groups.clear()
    return type(person).objects.get(pk=person.pk)


def _create_section_editors(section: Page) -> None:
    group = Group.objects.create(name=SECTION_EDITORS)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for code in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(codename=code, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=section, permission=permission)
