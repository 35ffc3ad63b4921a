"""The eleven roles as which the crawler visits the site."""

import time
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from membership.actions import agree, get_outstanding_consents
from membership.models import Member, Suspension
from tests.factories import MemberFactory, SuperuserFactory, UserFactory
from tests.security.disclosure.canary_values import get_canary, get_reference_canary
from users.models import MEMBERS_GROUP

SECTION_EDITORS = "Editors of one section"
# Maximum duration on a busy machine.
MAX_CRAWL_SECONDS = 3600


@dataclass
class Role:
    """A kind of user; *user* is None for those without an account."""

    name: str
    user: Any = None

    def browser(self) -> Client:
        client = Client(raise_request_exception=False)
        if self.user is not None:
            client.force_login(self.user)
        return client

    def get_reauthenticated_browser(self) -> Client:
        """A browser with a recent authentication, so that no view asks to reauthenticate."""
        client = self.browser()
        if self.user is not None:
            _record_authentication(client, self.user)
        return client


def create_roles(section: Page) -> dict[str, Role]:
    """Create all roles; *section* is the page that the section editor can edit."""
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
    """Record the authentication in the session as allauth does, valid for the whole crawl."""
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
    """A member who was suspended while logged in."""
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
