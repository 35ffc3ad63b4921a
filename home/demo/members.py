"""Demo members, decided applications, statistics and members' pages, with past dates."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from core.models import CustomDocument
from home.demo.applications import create_application
from home.demo.content import members as content
from home.models import StandardPage
from membership.actions import (
    record_guidelines_text,
    record_member_count,
    record_membership_consent_text,
)
from membership.models import (
    Application,
    ApplicationDecision,
    ConsentRecord,
    ConsentText,
    JoinPage,
    Member,
    MembershipStatistic,
    MemberTextSettings,
    Suspension,
)
from users.models import MEMBERS_GROUP, User

TEAM = "membership@example.org"
Event, ConsentType = MembershipStatistic.Event, ConsentText.ConsentType
EVENTS = (
    *(Event.RECEIVED, Event.CONFIRMED, Event.APPROVED, Event.DECLINED, Event.DAYS),
    *(Event.JOINED, Event.LEFT),
)


def create_members(page: JoinPage) -> None:
    """Create members, decisions and statistics. The accounts must exist already."""
    texts = _create_consent_texts()
    for email, known in content.MEMBERS.items():
        _create_member(email, *known, texts=texts)
    team = User.objects.get(email=TEAM)
    for decided in content.DECIDED:
        _decide(page, team, **decided)
    _create_statistics()


def create_members_pages(home: Page) -> None:
    """Create a section and a document that only members can see."""
    group = Group.objects.get(name=MEMBERS_GROUP)
    section = _add(Page.objects.get(pk=home.pk), content.SECTION)
    rule = PageViewRestriction.objects.create(
        page=section, restriction_type=PageViewRestriction.GROUPS
    )
    rule.groups.add(group)
    for page in content.PAGES:
        _add(Page.objects.get(pk=section.pk), page)
    _add_document(group)


def _create_consent_texts() -> list[ConsentText]:
    """Create the current consent texts, each with an earlier version."""
    former = {
        ConsentType.MEMBERSHIP: content.FORMER_CONSENT,
        ConsentType.GUIDELINES: content.FORMER_GUIDELINES,
    }
    ConsentText.objects.filter(kind__in=former).delete()
    for kind, text in former.items():
        ConsentText.objects.get_or_create_version(kind, text)
    record_membership_consent_text(MemberTextSettings.load())
    record_guidelines_text()
    texts = ConsentText.objects.filter(kind__in=former)
    texts.filter(version=1).update(since=_ago(600))
    texts.filter(version=2).update(since=_ago(200))
    return list(texts.order_by("version", "kind"))


def _create_member(
    email: str,
    pseudonym: str,
    profession: str,
    shows: bool,
    days: int,
    state: str,
    *,
    texts: list[ConsentText],
) -> None:
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    today = timezone.localdate()
    joined = today - timedelta(days=days)
    member = Member.objects.create(
        user=user,
        pseudonym=pseudonym,
        pseudonym_since=joined,
        profession=profession,
        shows_profession=shows,
        joined_on=joined,
        state=state,
        suspended_until=today + timedelta(days=21) if state == Member.State.SUSPENDED else None,
        ends_on=today + timedelta(days=9) if state == Member.State.ENDING else None,
        ending_reason=content.ENDING_REASON if state == Member.State.ENDING else "",
    )
    if member.has_access:
        user.groups.add(Group.objects.get(name=MEMBERS_GROUP))
    for text in texts:
        is_former = text.version == 1
        if not is_former or days > 200:
            at = _ago(days if is_former else min(days, 199))
            ConsentRecord.objects.create(member=member, text=text, agreed_at=at)
    if state == Member.State.SUSPENDED:
        _suspend(member)


def _suspend(member: Member) -> None:
    team = User.objects.get(email=TEAM)
    Suspension.objects.create(
        member=member,
        by=team,
        who=str(team),
        since=_ago(7),
        until=member.suspended_until,
        reason=content.WHY_SUSPENDED,
    )


def _decide(page: JoinPage, team: User, *, kind: str, acted: int, **known: Any) -> None:
    texts = {name: known.pop(name, "") for name in ("reason", "text")}
    application = create_application(page, **known)
    at = _ago(acted)
    ApplicationDecision.objects.create(
        application=application,
        kind=kind,
        by=team,
        who=str(team),
        at=at,
        finalised_at=at + timedelta(minutes=10),
        **texts,
    )
    is_over = kind != Application.State.ASKED
    purge_on = timezone.localdate() + timedelta(days=30 - acted) if is_over else None
    Application.objects.filter(pk=application.pk).update(state=kind, purge_on=purge_on)


def _create_statistics() -> None:
    month = timezone.localdate().replace(day=1)
    for numbers in reversed(content.MONTHS):
        month = (month - timedelta(days=1)).replace(day=1)
        for event, number in zip(EVENTS, numbers, strict=True):
            MembershipStatistic.objects.create(month=month, event=event, number=number)
    record_member_count()


def _add(parent: Page, known: dict[str, Any]) -> Page:
    page = StandardPage(**known)
    page.introduction = f"<p>{known['introduction']}</p>"
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _add_document(group: Group) -> None:
    collection = Collection.get_first_root_node().add_child(name="For members")
    rule = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    rule.groups.add(group)
    file = ContentFile(content.DOCUMENT["text"].encode(), name="looking-after-each-other.txt")
    document = CustomDocument(
        title=content.DOCUMENT["title"],
        file=file,
        collection=collection,
        is_listed_for_members=True,
    )
    document.file_size = file.size
    document.save()


def _ago(days: int) -> Any:
    return timezone.now() - timedelta(days=days)
