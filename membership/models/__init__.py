"""How people join, and what is kept of that for how long."""

from membership.models.applications import (
    LINK_VALID_FOR,
    STAGES,
    Application,
    ApplicationLink,
    SentForm,
    digest_of,
)
from membership.models.consent import ConsentText
from membership.models.counts import AddressMails, ApplicationTally, NetworkCount
from membership.models.pages import JoinPage
from membership.models.questions import JoinQuestion, QuestionType
from membership.models.wording import ApplicationWordingSettings

__all__ = [
    "LINK_VALID_FOR",
    "STAGES",
    "AddressMails",
    "Application",
    "ApplicationLink",
    "ApplicationTally",
    "ApplicationWordingSettings",
    "ConsentText",
    "JoinPage",
    "JoinQuestion",
    "NetworkCount",
    "QuestionType",
    "SentForm",
    "digest_of",
]
