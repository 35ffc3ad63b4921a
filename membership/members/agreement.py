"""What members agree to, as it is worded today: kept whenever editors change it."""

from typing import Any

from core.models import NavigationSettings
from membership.actions.members import list_outstanding_consents
from membership.models import ConsentText, Member, MemberTextSettings

ConsentType = ConsentText.ConsentType


def wordings_for(member: Member) -> list[ConsentText]:
    """The wordings of today that *member* has not agreed to."""
    keep_membership_wording(MemberTextSettings.load())
    return list_outstanding_consents(member)


def keep_membership_wording(words: MemberTextSettings) -> None:
    """Keep what members agree to, as *words* say it."""
    ConsentText.objects.get_or_create_version(ConsentType.MEMBERSHIP, words.membership_consent)


def keep_guidelines() -> None:
    """Keep the words of the page that is chosen as the guidelines; none while it is no page, not
    published, or empty."""
    page = NavigationSettings.load().guidelines_page
    text = _words_on(page.specific) if page and page.live else ""
    if text:
        ConsentText.objects.get_or_create_version(ConsentType.GUIDELINES, text)


def _words_on(page: Any) -> str:
    """Introduction and text without markup, on one line: another layout is no other wording."""
    parts = (getattr(page, "summary_text", ""), getattr(page, "body_text", ""))
    return " ".join(" ".join(parts).split())
