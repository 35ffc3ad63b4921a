"""Consents of members. A text is stored as a new version when editors change it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from core.models import NavigationSettings
from membership.models import ConsentText, Member, MemberTextSettings
from membership.models.consent import ConsentRecord

ConsentType = ConsentText.ConsentType


def get_outstanding_consents(member: Member) -> list[ConsentText]:
    """The current consent texts that *member* has not agreed to."""
    record_membership_consent_text(MemberTextSettings.load())
    return list_outstanding_consents(member)


def list_outstanding_consents(member: Member) -> list[ConsentText]:
    """The current consent texts that *member* has not agreed to.

    The guidelines count only while a guidelines page is selected in NavigationSettings.
    """
    agreed = set(member.consents.active().values_list("text", flat=True))
    missing = [text for text in ConsentText.objects.current_for_members() if text.pk not in agreed]
    has_page = bool(NavigationSettings.get_site_pages().get("guidelines_page"))
    return [text for text in missing if has_page or text.kind != ConsentType.GUIDELINES]


@transaction.atomic
def agree(*, member: Member, texts: Iterable[ConsentText]) -> None:
    """Record that *member* agrees to *texts*. Texts that they have agreed to are skipped."""
    agreed = set(member.consents.active().values_list("text", flat=True))
    for text in texts:
        if text.pk not in agreed:
            ConsentRecord.objects.create(member=member, text=text)


def record_membership_consent_text(text: MemberTextSettings) -> None:
    """Store the membership consent in *text* as a version, if it is new."""
    ConsentText.objects.get_or_create_version(ConsentType.MEMBERSHIP, text.membership_consent)


def record_guidelines_text() -> None:
    """Store the text of the guidelines page as a version, if it is new.

    Does nothing while no page is selected, or the page is unpublished or empty.
    """
    page = NavigationSettings.load().guidelines_page
    text = _get_page_text(page.specific) if page and page.live else ""
    if text:
        ConsentText.objects.get_or_create_version(ConsentType.GUIDELINES, text)


def _get_page_text(page: Any) -> str:
    """Introduction and body without markup, on one line, so that new layout is no new version."""
    parts = (getattr(page, "summary_text", ""), getattr(page, "body_text", ""))
    return " ".join(" ".join(parts).split())
