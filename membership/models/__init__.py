"""How people join, and what is kept of that for how long."""

from membership.models.acts import UNDO_FOR, ApplicationAct
from membership.models.applications import (
    LINK_VALID_FOR,
    SET_UP_VALID_FOR,
    STAGES,
    Application,
    ApplicationLink,
    SentForm,
    digest_of,
)
from membership.models.aside import SteppedAside
from membership.models.consent import ConsentRecord, ConsentText
from membership.models.counts import AddressMails, ApplicationTally, NetworkCount
from membership.models.member_words import MemberWordingSettings
from membership.models.members import PSEUDONYM_RESTS, Member, Suspension
from membership.models.pages import JoinPage
from membership.models.questions import JoinQuestion, QuestionType
from membership.models.team import get_team_permissions, get_team_users
from membership.models.wording import ApplicationWordingSettings

__all__ = [
    "LINK_VALID_FOR",
    "PSEUDONYM_RESTS",
    "SET_UP_VALID_FOR",
    "STAGES",
    "UNDO_FOR",
    "AddressMails",
    "Application",
    "ApplicationAct",
    "ApplicationLink",
    "ApplicationTally",
    "ApplicationWordingSettings",
    "ConsentRecord",
    "ConsentText",
    "JoinPage",
    "JoinQuestion",
    "Member",
    "MemberWordingSettings",
    "NetworkCount",
    "QuestionType",
    "SentForm",
    "SteppedAside",
    "Suspension",
    "digest_of",
    "get_team_permissions",
    "get_team_users",
]
