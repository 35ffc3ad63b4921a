"""Labels of rows with personal data: a reference, and no personal data."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import transaction
from django.db.models import EmailField, ForeignKey, Model
from django.utils import timezone

from encryption import EncryptedJSONField, EncryptedTextField, KeyedHashField
from events.models.member_details import MeetingMemberDetails
from mailqueue.models import QueuedMail
from membership.models import (
    Application,
    ApplicationDecision,
    ApplicationToken,
    ConsentRecord,
    Member,
    NetworkSubmissionCount,
    RecipientEmailCount,
    Recusal,
    SubmittedFormToken,
    Suspension,
)
from privacy.models import AccessLog
from tests.factories import (
    ApplicationFactory,
    ConsentTextFactory,
    MemberFactory,
    UserFactory,
    answer,
)
from users.models import AccountRecovery, EmailChange, User

pytestmark = pytest.mark.django_db
OWN_APPS = (
    "scheduler",
    "mailqueue",
    "privacy",
    "core",
    "users",
    "home",
    "news",
    "events",
    "resources",
    "membership",
    "search",
)
CANARY = "canary-7e31"
ADDRESS = f"{CANARY}@example.org"


# --- Models with personal data ---------------------------------------------------------------


def user() -> User:
    return MemberFactory(email=ADDRESS, password=CANARY)


def application() -> Application:
    return ApplicationFactory(
        email=ADDRESS,
        name=CANARY,
        profession=CANARY,
        eligibility=CANARY,
        answers=[answer(CANARY, CANARY)],
    )


def link() -> ApplicationToken:
    expires = timezone.now() + timedelta(days=1)
    return ApplicationToken(application=application(), digest=CANARY, expires_at=expires)


def access_log_entry() -> AccessLog:
    return AccessLog(user=user(), who=CANARY, references=CANARY, reason=CANARY)


def queued_mail() -> QueuedMail:
    return QueuedMail(recipient=ADDRESS, message={"subject": CANARY, "body": CANARY})


def totp_authenticator() -> Authenticator:
    return Authenticator(user=user(), type=Authenticator.Type.TOTP, data={"secret": CANARY})


def codes() -> Authenticator:
    kind = Authenticator.Type.RECOVERY_CODES
    return Authenticator(user=user(), type=kind, data={"seed": CANARY, "migrated_codes": [CANARY]})


def submitted_form_token() -> SubmittedFormToken:
    return SubmittedFormToken(digest=f"0123456789{CANARY}")


def recipient_email_count() -> RecipientEmailCount:
    return RecipientEmailCount(email_hash=CANARY, day=timezone.localdate(), count=1)


def network_submission_count() -> NetworkSubmissionCount:
    return NetworkSubmissionCount(network_hash=CANARY, hour=timezone.now(), count=1)


def member() -> Member:
    person = UserFactory(email=ADDRESS)
    fields = {"real_name": CANARY, "profession": CANARY, "ending_reason": CANARY}
    return Member(user=person, pseudonym="Alder", **fields)


def stored_member() -> Member:
    return MemberFactory(email=ADDRESS, pseudonym="Alder", pseudonym__real_name=CANARY).member


def application_decision() -> ApplicationDecision:
    texts = dict.fromkeys(("who", "reason", "text", "reply"), CANARY)
    return ApplicationDecision(
        application=application(), kind=ApplicationDecision.DecisionType.ASKED, **texts
    )


def recusal() -> Recusal:
    return Recusal(application=application(), user=user())


def suspension() -> Suspension:
    return Suspension(member=stored_member(), who=CANARY, reason=CANARY)


def consent() -> ConsentRecord:
    return ConsentRecord(member=stored_member(), text=ConsentTextFactory())


def email_change() -> EmailChange:
    return EmailChange(user=user(), new_email=ADDRESS, old_digest=CANARY, new_digest=CANARY)


def account_recovery() -> AccountRecovery:
    return AccountRecovery(user=user(), by=UserFactory(email=f"by-{ADDRESS}"), digest=CANARY)


# Model -> functions that create rows full of private data. Detected by their fields...
PERSONAL_DATA_MODELS: dict[str, tuple[Callable[[], Model], ...]] = {
    "users.User": (user,),
    "membership.Application": (application,),
    "membership.ApplicationToken": (link,),
    "membership.ApplicationDecision": (application_decision,),
    "membership.Recusal": (recusal,),
    "membership.Member": (member,),
    "membership.Suspension": (suspension,),
    "users.EmailChange": (email_change,),
    "users.AccountRecovery": (account_recovery,),
    "privacy.AccessLog": (access_log_entry,),
    "mailqueue.QueuedMail": (queued_mail,),
    "mfa.Authenticator": (totp_authenticator, codes),
}
# ... and models with hashes or references only, in ordinary fields.
HASH_MODELS: dict[str, tuple[Callable[[], Model], ...]] = {
    "membership.SubmittedFormToken": (submitted_form_token,),
    "membership.RecipientEmailCount": (recipient_email_count,),
    "membership.NetworkSubmissionCount": (network_submission_count,),
    "membership.ConsentRecord": (consent,),
}
# Detected too, but their data about people is for readers or editors.
NOT_ABOUT_PEOPLE = {
    "core.CustomImage",  # the uploading user, whom staff can see
    "core.CustomDocument",
    "core.OrganisationSettings",  # the organisation's public email address
}
ROWS = [make for makers in (PERSONAL_DATA_MODELS | HASH_MODELS).values() for make in makers]
REFERENCED = [user, application, queued_mail]


def models() -> list[type[Model]]:
    own = [model for model in apps.get_models() if model._meta.app_label in OWN_APPS]
    return [*own, Authenticator]


def holds_personal_data(model: type[Model]) -> bool:
    """Whether it belongs to a person, or has encrypted fields, hashes or email addresses."""
    private_fields = (EmailField, EncryptedTextField, EncryptedJSONField, KeyedHashField)
    return any(
        isinstance(field, private_fields) or field.related_model in {User, Application}
        # Local fields only: Wagtail stores owner and lock of every page in the parent model.
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
    )


def test_personal_data_models_are_listed() -> None:
    found = {model._meta.label for model in models() if holds_personal_data(model)}
    assert found == PERSONAL_DATA_MODELS.keys() | NOT_ABOUT_PEOPLE


def test_listed_models_exist() -> None:
    known = {model._meta.label for model in models()}
    assert PERSONAL_DATA_MODELS.keys() | HASH_MODELS.keys() | NOT_ABOUT_PEOPLE <= known


def stored_values(row: Model) -> str:
    """The values of the row and of the rows that it refers to."""
    fields = row._meta.concrete_fields
    own = str([field.value_from_object(row) for field in fields])
    others = (getattr(row, field.name) for field in fields if isinstance(field, ForeignKey))
    return own + "".join(stored_values(other) for other in others if other)


def test_str_and_repr_contain_no_personal_data(subtests: pytest.Subtests) -> None:
    for make in ROWS:
        with subtests.test(make=make), transaction.atomic():
            row = make()
            assert CANARY in stored_values(row)
            for label in (str(row), repr(row), f"{row}", f"{row!r}"):
                assert label
                assert CANARY not in label
                assert "@" not in label
            transaction.set_rollback(True)


def test_models_with_reference_use_it_as_label(subtests: pytest.Subtests) -> None:
    for make in REFERENCED:
        with subtests.test(make=make), transaction.atomic():
            row = make()
            assert len(row.reference) == 9
            assert str(row) == row.reference
            assert repr(row) == f"<{type(row).__name__}: {row.reference}>"
            transaction.set_rollback(True)


def test_models_with_reference_are_listed() -> None:
    with_one = {
        model._meta.label
        for model in models()
        if any(field.name == "reference" for field in model._meta.get_fields())
    }
    assert with_one == {make()._meta.label for make in REFERENCED}


def test_lookup_errors_contain_no_personal_data() -> None:
    MemberFactory(email=ADDRESS)
    MemberFactory()
    with pytest.raises(User.MultipleObjectsReturned) as failed:
        User.objects.get()
    assert CANARY not in str(failed.value)


def test_member_details_are_labelled_by_meeting() -> None:
    secrets = MeetingMemberDetails(address=CANARY, passcode=CANARY, contact_on_the_day=CANARY)
    secrets.meeting = apps.get_model("events.MeetingPage")(title="Autumn meeting")
    assert str(secrets) == "Member-only details of Autumn meeting"
    assert CANARY not in repr(secrets)


# --- One label per user ----------------------------------------------------------------------


def test_user_without_name_is_labelled_by_reference() -> None:
    for person in (MemberFactory(), UserFactory(groups=["Editors"])):
        assert {str(person), person.get_full_name()} == {person.reference}


def test_staff_member_has_one_label() -> None:
    both = MemberFactory(first_name="Grace", groups=["Members"])
    both.groups.add(*UserFactory(groups=["Editors"]).groups.all())
    assert {str(both), both.get_full_name(), both.get_short_name()} == {"Grace"}
    access_log_entry = AccessLog.objects.record(
        user=both, action="opened", kind="application", references=["7KQ2-WX9B"]
    )
    assert access_log_entry.who == "Grace"
