"""Models of applications and members, and the join page.

Everything in this app may import them. They import no views or actions.
"""

from membership.models.application import STAGES, Application
from membership.models.application_text import ApplicationTextSettings
from membership.models.application_token import (
    CONFIRMATION_VALID_FOR,
    ONBOARDING_VALID_FOR,
    ApplicationToken,
    SubmittedFormToken,
    hash_token,
)
from membership.models.consent import ConsentRecord, ConsentText
from membership.models.decision import UNDO_PERIOD, ApplicationDecision
from membership.models.join_page import JoinPage
from membership.models.member import PSEUDONYM_COOLDOWN, Member
from membership.models.member_text import MemberTextSettings
from membership.models.question import JoinQuestion, QuestionType
from membership.models.rate_limits import (
    MAX_EMAILS_PER_DAY,
    NetworkSubmissionCount,
    RecipientEmailCount,
)
from membership.models.recusal import Recusal
from membership.models.statistics import MembershipStatistic
from membership.models.suspension import Suspension
from membership.models.team import get_team_permissions, get_team_users

__all__ = [
    "CONFIRMATION_VALID_FOR",
    "MAX_EMAILS_PER_DAY",
    "ONBOARDING_VALID_FOR",
    "PSEUDONYM_COOLDOWN",
    "STAGES",
    "UNDO_PERIOD",
    "Application",
    "ApplicationDecision",
    "ApplicationTextSettings",
    "ApplicationToken",
    "ConsentRecord",
    "ConsentText",
    "JoinPage",
    "JoinQuestion",
    "Member",
    "MemberTextSettings",
    "MembershipStatistic",
    "NetworkSubmissionCount",
    "QuestionType",
    "RecipientEmailCount",
    "Recusal",
    "SubmittedFormToken",
    "Suspension",
    "get_team_permissions",
    "get_team_users",
    "hash_token",
]
