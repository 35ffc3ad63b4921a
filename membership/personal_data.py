"""Personal data of one user in membership: member, consents, application, work in the team.

Pending decisions are left out, as they can still be undone. Of an application whose email address
the user has not confirmed, only the basic facts are disclosed, not its contents.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from wagtail import hooks

from membership.models import (
    Application,
    ApplicationDecision,
    Member,
    MemberTextSettings,
    Suspension,
)
from privacy.account_data import get_access_log_about
from privacy.registry import (
    Introduction,
    Row,
    SectionDefinition,
    anonymise_fields,
    decrypt_or_placeholder,
    delete_fields,
    keep_fields,
)
from users.models import User

ANSWERS_WITHHELD = (
    "This application was sent with your email address, but we cannot be sure it is yours, so we "
    "do not show the answers."
)
REDACTED = "Deleted on the date below. Only the decision is kept."
NOT_DISCLOSED = "Stored, but never shown."


def get_member(user: User) -> Member | None:
    return Member.objects.filter(user=user).first()


def membership(user: User) -> Iterator[Row]:
    """One row with the membership of *user*."""
    member = get_member(user)
    if member is None:
        return
    yield {
        "Pseudonym": member.pseudonym,
        "Pseudonym used since": member.pseudonym_since,
        "Can be changed from": member.can_be_renamed_on,
        "Simplified form of the pseudonym, used to find similar names": member.pseudonym_skeleton,
        "Real name": decrypt_or_placeholder(member, "real_name"),
        "Profession": member.profession,
        "Profession shown to other members": member.shows_profession,
        "Emails about new articles and meetings": member.get_notices_display(),
        "Member since": member.joined_on,
        "Status": member.get_state_display(),
        "Suspended until": member.suspended_until,
        "Membership ends on": member.ends_on,
        "Reason for ending": decrypt_or_placeholder(member, "ending_reason"),
        "Date you declined changed terms": member.declined_on,
        "Last visit": member.last_visit_on,
        "Previous visit": member.previous_visit_on,
    }


def agreements(user: User) -> Iterator[Row]:
    """The consents of *user*, with the full texts."""
    member = get_member(user)
    for record in member.consents.select_related("text") if member else ():
        yield {
            "You agreed to": record.text.get_kind_display(),
            "Version": record.text.version,
            "Text": record.text.text,
            "Agreed": record.agreed_at,
            "Withdrawn": record.withdrawn_at,
        }


def suspensions(user: User) -> Iterator[Row]:
    """Suspensions of *user*, with reasons."""
    member = get_member(user)
    for suspension in member.suspensions.all() if member else ():
        yield {
            "Type": "Membership ended" if suspension.is_ending else "Suspended",
            "Since": suspension.since,
            "Until": suspension.until or "The team lifts the suspension",
            "Ended": suspension.ended_at,
            "Reason": decrypt_or_placeholder(suspension, "reason"),
        }


def applications(user: User) -> Iterator[Row]:
    """Applications of *user* with questions and answers, final decisions, and emailed links."""
    for application in _get_applications(user).prefetch_related("decisions", "tokens"):
        decisions = [decision for decision in application.decisions.all() if decision.finalised_at]
        if not _is_verified(application, user, decisions):
            yield {**_get_facts(application), "Answers": ANSWERS_WITHHELD}
            continue
        pending = any(decision.finalised_at is None for decision in application.decisions.all())
        yield {**_get_facts(application, pending=pending), **_get_contents(application)}
        yield from map(_describe_decision, decisions)
        yield from ({**token} for token in _iterate_tokens(application))


def _get_applications(user: User) -> Any:
    by_email = Application.objects.from_email(user.email).values("pk")
    own = Q(member__user=user) | Q(pk__in=by_email)
    return Application.objects.filter(own).select_related("consent", "member").order_by("pk")


def _is_verified(
    application: Application, user: User, decisions: list[ApplicationDecision]
) -> bool:
    """Whether *application* is shown to be by *user*: they joined by it, or confirmed the address.

    An address that the team has entered or corrected proves nothing: the owner of that mailbox
    need not be the applicant.
    """
    member = getattr(application, "member", None)
    if member is not None:
        return bool(member.user_id == user.pk)
    typed_by_team = any(
        decision.kind == ApplicationDecision.DecisionType.EMAIL_CORRECTED for decision in decisions
    )
    by_form = application.source == Application.Source.FORM
    return application.is_confirmed and by_form and not typed_by_team


def _get_facts(application: Application, *, pending: bool = False) -> Row:
    waiting = Application.State.WAITING.label
    return {
        "Application": application.reference,
        "Status": waiting if pending else application.get_state_display(),
        "Sent": application.sent_at,
        "Source": application.get_source_display(),
        "Deleted on": None if pending else application.purge_on,
    }


def _get_contents(application: Application) -> Row:
    if application.redacted_at:
        return {"What you told us": REDACTED, "Deleted": application.redacted_at}
    return {
        "Confirmed": application.confirmed_at,
        "Email address": decrypt_or_placeholder(application, "email"),
        "Name": decrypt_or_placeholder(application, "name"),
        "Profession": application.profession,
        "Career stage": application.get_stage_display(),
        "Your statement": decrypt_or_placeholder(application, "eligibility"),
        "You agreed to": f"version {application.consent.version}: {application.consent.text}",
        "Agreed": application.consented_at,
        "How you agreed": decrypt_or_placeholder(application, "consent_note"),
        **_get_answers(application),
    }


def _get_answers(application: Application) -> Row:
    stored = decrypt_or_placeholder(application, "answers")
    if isinstance(stored, str):
        return {"Your answers": stored}
    row: Row = {}
    for number, answer in enumerate(stored, start=1):
        # Numbered, since two questions may have the same text.
        row[f"{number}. {answer['question']}"] = answer["answer"]
        if answer["purpose"]:
            row[f"{number}. Why we asked"] = answer["purpose"]
    return row


def _describe_decision(decision: ApplicationDecision) -> Row:
    """A decision of the team. The name of the reviewer is not disclosed."""
    return {
        "Team action": decision.get_kind_display(),
        "When": decision.at,
        "Message to you": decrypt_or_placeholder(decision, "text"),
        "Internal note": decrypt_or_placeholder(decision, "reason"),
        "Your reply": decrypt_or_placeholder(decision, "reply"),
        "Replied": decision.replied_at,
    }


def _iterate_tokens(application: Application) -> Iterator[Row]:
    for token in application.tokens.all():
        row: Row = {"Link in an email": NOT_DISCLOSED, "Created": token.created_at}
        yield {**row, "Expires": token.expires_at, "Replaced": token.superseded}


def get_access_log(user: User) -> Iterator[Row]:
    """Access log entries about *user* and their applications, without who made them."""
    references = _get_applications(user).values_list("reference", flat=True)
    return get_access_log_about([user.reference, *references])


def get_team_work(user: User) -> Iterator[Row]:
    """What *user* did as a member of the team, without whose applications or memberships."""
    for decision in ApplicationDecision.objects.filter(by=user):
        activity = f"application: {decision.get_kind_display()}"
        yield {"Action": activity, "When": decision.at, "Name recorded": decision.who}
    for suspension in Suspension.objects.filter(by=user):
        yield {
            "Action": "suspended a member",
            "When": suspension.since,
            "Name recorded": suspension.who,
        }
    if count := user.recusals.count():
        yield {"Handed over": f"{count} application{'' if count == 1 else 's'}"}


@hooks.register("register_personal_data_introduction")
def get_introduction(user: User) -> Introduction:
    """Heading, and for members the text. It mentions the membership, so others do not get it."""
    text = MemberTextSettings.load()
    is_or_was = user.is_member or get_member(user) is not None
    return Introduction(text.data_heading, text.data_text if is_or_was else "")


HASH_EXPIRES = "an anonymous count that limits emails to one address, deleted the next day"
SECTIONS = (
    SectionDefinition(
        "Your membership",
        membership,
        fields=(
            delete_fields("membership.Member", "user"),
            anonymise_fields(
                "membership.Member", "application", reason="each is deleted separately"
            ),
        ),
        order=5,
    ),
    SectionDefinition(
        "What you agreed to",
        agreements,
        fields=(delete_fields("membership.ConsentRecord", "member"),),
        order=6,
    ),
    SectionDefinition(
        "Suspensions and ended memberships",
        suspensions,
        fields=(delete_fields("membership.Suspension", "member"),),
        order=7,
    ),
    SectionDefinition(
        "Your application",
        applications,
        fields=(
            delete_fields("membership.Application", "email", "email_hash", "name", "reference"),
            delete_fields("membership.ApplicationDecision", "application"),
            delete_fields("membership.ApplicationToken", "application"),
            delete_fields("membership.Recusal", "application"),
            keep_fields("membership.RecipientEmailCount", "email_hash", reason=HASH_EXPIRES),
        ),
        order=8,
    ),
    SectionDefinition(
        "Who opened your details",
        get_access_log,
        fields=(
            keep_fields(
                "privacy.AccessLog",
                "references",
                reason="a random reference that no longer identifies anyone once the account is "
                "deleted",
            ),
        ),
        order=9,
    ),
    SectionDefinition(
        "What you did for the membership team",
        get_team_work,
        fields=(
            anonymise_fields("membership.ApplicationDecision", "by", "who"),
            anonymise_fields("membership.Suspension", "by", "who"),
            delete_fields("membership.Recusal", "user"),
        ),
        order=85,
    ),
)


@hooks.register("register_personal_data")
def get_sections() -> tuple[SectionDefinition, ...]:
    """The sections of membership."""
    return SECTIONS
