"""Actions on applications and members. Each stores changes and emails in one transaction.

Views, signals and jobs may import them. They import models only.
"""

from membership.actions.applications import (
    FORM_TOKEN_RETENTION,
    SubmissionResult,
    confirm_application,
    is_member,
    purge_applications,
    purge_network_counts,
    receive_application,
    resend_link,
    withdraw_application,
)
from membership.actions.consents import (
    agree,
    get_outstanding_consents,
    record_guidelines_text,
    record_membership_consent_text,
)
from membership.actions.decisions import (
    AlreadyDecided,
    NoOtherReviewer,
    answer_question,
    decide,
    finalise_decisions,
    recuse,
    undo_decision,
)
from membership.actions.members import (
    cancel_ending,
    change_settings,
    decline_consents,
    end_break,
    end_membership,
    end_suspensions,
    erase_ended_members,
    record_member_count,
    recover_member_account,
    reinstate,
    rename,
    suspend,
    take_break,
)
from membership.actions.onboarding import (
    OnboardingNotAllowed,
    PseudonymTaken,
    complete_onboarding,
    send_onboarding_link,
)
from membership.actions.paper_applications import correct_email, record_paper_application
from membership.actions.team import (
    JOINED_TEAM,
    TeamChange,
    announce_team_change,
    announce_team_users,
    join_membership_team,
)

__all__ = [
    "FORM_TOKEN_RETENTION",
    "JOINED_TEAM",
    "AlreadyDecided",
    "NoOtherReviewer",
    "OnboardingNotAllowed",
    "PseudonymTaken",
    "SubmissionResult",
    "TeamChange",
    "agree",
    "announce_team_change",
    "announce_team_users",
    "answer_question",
    "cancel_ending",
    "change_settings",
    "complete_onboarding",
    "confirm_application",
    "correct_email",
    "decide",
    "decline_consents",
    "end_break",
    "end_membership",
    "end_suspensions",
    "erase_ended_members",
    "finalise_decisions",
    "get_outstanding_consents",
    "is_member",
    "join_membership_team",
    "purge_applications",
    "purge_network_counts",
    "receive_application",
    "record_guidelines_text",
    "record_member_count",
    "record_membership_consent_text",
    "record_paper_application",
    "recover_member_account",
    "recuse",
    "reinstate",
    "rename",
    "resend_link",
    "send_onboarding_link",
    "suspend",
    "take_break",
    "undo_decision",
    "withdraw_application",
]
