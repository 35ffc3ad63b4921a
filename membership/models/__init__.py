"""Models of applications and members."""

from membership.models.application import (
    CONFIRMATION_VALID_FOR,
    ONBOARDING_VALID_FOR,
    STAGES,
    Application,
    ApplicationToken,
    SubmittedFormToken,
    hash_token,
)
from membership.models.application_text import ApplicationTextSettings
from membership.models.consent import ConsentRecord, ConsentText
from membership.models.decision import UNDO_PERIOD, ApplicationDecision
from membership.models.join_page import JoinPage
from membership.models.member import PSEUDONYM_COOLDOWN, Member, Suspension
from membership.models.member_text import MemberTextSettings
from membership.models.question import JoinQuestion, QuestionType
from membership.models.recusal import Recusal
from membership.models.statistics import (
    MAX_EMAILS_PER_DAY,
    MembershipStatistic,
    NetworkSubmissionCount,
    RecipientEmailCount,
)
from membership.models.team import get_team_permissions, get_team_users

__all__ = [
    "CONFIRMATION_VALID_FOR",
    "MAX_EMAILS_PER_DAY",
    "PSEUDONYM_COOLDOWN",
    "ONBOARDING_VALID_FOR",
    "STAGES",
    "UNDO_PERIOD",
    "RecipientEmailCount",
    "Application",
    "ApplicationDecision",
    "ApplicationToken",
    "MembershipStatistic",
    "ApplicationTextSettings",
    "ConsentRecord",
    "ConsentText",
    "JoinPage",
    "JoinQuestion",
    "Member",
    "MemberTextSettings",
    "NetworkSubmissionCount",
    "QuestionType",
    "SubmittedFormToken",
    "Recusal",
    "Suspension",
    "hash_token",
    "get_team_permissions",
    "get_team_users",
]
