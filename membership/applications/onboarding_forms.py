"""The onboarding form of approved applicants. Nothing is stored before all of it is valid."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import cached_property

from membership.applications.forms import VerbatimCharField
from membership.models import ConsentText, Member, MemberTextSettings
from membership.pseudonyms import MAX_LENGTH, check_pseudonym, reveals_identity
from users.models import User

PASSWORD, PASSKEY = "password", "passkey"
SIGN_IN_METHODS = [(PASSWORD, "With a password"), (PASSKEY, "With a passkey")]
PSEUDONYM_TAKEN = (
    "This pseudonym is already taken or looks too similar to another one. Choose a different one."
)
# Longer input is rejected before the pseudonym is checked.
MAX_INPUT_LENGTH = 200
MAX_NAME_LENGTH = 100
# The limit of Django's own forms; hashing longer passwords only costs time.
MAX_PASSWORD_LENGTH = 4096
CONSENT_REQUIRED = "You must agree to set up your membership. Tick the box if you agree."
CHARACTER_NOT_STORED = "This contains a character we cannot store. Remove it and try again."
RETYPE_HINT = "Enter your password again. We clear it when there is an error on the page."


@dataclass(frozen=True)
class Applicant:
    """The applicant: email address and name from the application, and an existing account."""

    email: str = field(repr=False)
    name: str = field(repr=False)
    user: User | None


def _password_field(label: str, required_message: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=MAX_PASSWORD_LENGTH,
        # PasswordInput does not render the value again after errors in other fields.
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"}),
        error_messages={
            "required": required_message,
            "max_length": f"Password must be {MAX_PASSWORD_LENGTH:,} characters or fewer",
            "null_characters_not_allowed": CHARACTER_NOT_STORED,
        },
    )


class OnboardingForm(forms.Form):
    """Pseudonym, login method and consents.

    Without passkey support, or with an existing account, the login fields are removed.
    """

    pseudonym = forms.CharField(label="Pseudonym", max_length=MAX_INPUT_LENGTH)
    real_name = VerbatimCharField(label="Real name", max_length=MAX_NAME_LENGTH, required=False)
    sign_in_method = forms.ChoiceField(
        label="How do you want to sign in?",
        choices=SIGN_IN_METHODS,
        initial=PASSWORD,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose how you want to sign in"
        ),
    )
    password1 = _password_field("Password", "Enter a password")
    password2 = _password_field("Confirm password", "Enter your password again")
    # The pseudonym that the applicant was warned about, and the consent texts that were shown.
    confirmed_pseudonym = forms.CharField(required=False, widget=forms.HiddenInput)
    shown_texts = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        applicant: Applicant,
        texts: Sequence[ConsentText],
        has_passkeys: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        self.applicant, self.texts = applicant, texts
        self.text = MemberTextSettings.load()
        self._set_up_sign_in_fields(has_passkeys)
        self._add_consent_fields()
        self._set_widget_attrs()

    # --- Rendering ---------------------------------------------------------------------------
    @property
    def profile_fields(self) -> list[forms.BoundField]:
        return [self["pseudonym"], self["real_name"]]

    @property
    def sign_in_fields(self) -> list[forms.BoundField]:
        """Empty for applicants who have an account: they keep its login methods."""
        return [
            self[name]
            for name in ("sign_in_method", "password1", "password2")
            if name in self.fields
        ]

    @cached_property
    def consent_fields(self) -> list[tuple[forms.BoundField, ConsentText]]:
        return [(self[get_consent_field_name(text)], text) for text in self.texts]

    # --- Validation --------------------------------------------------------------------------
    def clean_pseudonym(self) -> str:
        pseudonym = check_pseudonym(self.cleaned_data["pseudonym"])
        if Member.objects.with_similar_pseudonym(pseudonym).exists():
            raise ValidationError(PSEUDONYM_TAKEN, code="taken")
        return pseudonym

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_password(cleaned)
        self._warn_of_revealing_pseudonym(cleaned)
        return cleaned

    def add_pseudonym_taken_error(self) -> None:
        """Add the error for a pseudonym that was taken concurrently, after validation."""
        self.add_error("pseudonym", ValidationError(PSEUDONYM_TAKEN, code="taken"))

    @property
    def password(self) -> str | None:
        """The password; None for applicants who use a passkey or have an account."""
        return self.cleaned_data.get("password1") or None

    @property
    def wants_passkey(self) -> bool:
        return self.cleaned_data.get("sign_in_method") == PASSKEY

    def _check_password(self, cleaned: dict[str, Any]) -> None:
        if self.wants_passkey:
            # Ignore a password that was entered before the passkey was chosen.
            cleaned["password1"] = ""
        elif {"password1", "password2"} <= set(cleaned):
            if cleaned["password1"] != cleaned["password2"]:
                self.add_error("password2", "The passwords do not match. Enter both again.")
            else:
                self._validate(cleaned["password1"])

    def _validate(self, password: str) -> None:
        try:
            password_validation.validate_password(password, User(email=self.applicant.email))
        except ValidationError as error:
            self.add_error("password1", error)

    def _warn_of_revealing_pseudonym(self, cleaned: dict[str, Any]) -> None:
        """Add an error once. If the same pseudonym is submitted again, it is accepted."""
        pseudonym = cleaned.get("pseudonym", "")
        names = [self.applicant.name, cleaned.get("real_name", "")]
        revealing = pseudonym and reveals_identity(
            pseudonym, names=names, email=self.applicant.email
        )
        if revealing and cleaned.get("confirmed_pseudonym") != pseudonym:
            self.add_error("pseudonym", ValidationError(self.text.pseudonym_warning, code="own"))
            self.data = cast(QueryDict, self.data).copy()
            self.data["confirmed_pseudonym"] = pseudonym

    # --- Setup -------------------------------------------------------------------------------
    def _set_up_sign_in_fields(self, has_passkeys: bool) -> None:
        if self.applicant.user or not has_passkeys:
            del self.fields["sign_in_method"]
        for name in ("password1", "password2"):
            if self.applicant.user:
                del self.fields[name]
            else:
                self._set_up_password_field(name)

    def _set_up_password_field(self, name: str) -> None:
        password_field = self.fields[name]
        password_field.required = not (
            "sign_in_method" in self.fields and self.data.get("sign_in_method") == PASSKEY
        )
        if name == "password1":
            password_field.help_text = self._get_password_help()

    def _get_password_help(self) -> str:
        texts = map(str, password_validation.password_validators_help_texts())
        min_length_help = next((text for text in texts if "characters" in text), "")
        passkey_help = (
            "Leave both password fields empty if you use a passkey."
            if "sign_in_method" in self.fields
            else ""
        )
        return " ".join(
            filter(None, [min_length_help, passkey_help, RETYPE_HINT if self.is_bound else ""])
        )

    def _add_consent_fields(self) -> None:
        self.initial["shown_texts"] = get_shown_versions(self.texts)
        for text in self.texts:
            is_rules = text.kind == ConsentText.ConsentType.GUIDELINES
            label = self.text.guidelines_consent if is_rules else text.text
            self.fields[get_consent_field_name(text)] = forms.BooleanField(
                label=label, error_messages={"required": CONSENT_REQUIRED}
            )

    def _set_widget_attrs(self) -> None:
        self.fields["pseudonym"].help_text = self.text.pseudonym_help
        self.fields["real_name"].help_text = self.text.real_name_help
        _set_error_messages(self.fields["pseudonym"], "Enter a pseudonym", MAX_LENGTH)
        _set_error_messages(self.fields["real_name"], "", MAX_NAME_LENGTH)
        for name in ("pseudonym", "real_name"):
            self.fields[name].widget.attrs |= {"class": "input", "autocomplete": "off"}


def get_consent_field_name(text: ConsentText) -> str:
    """The name of the checkbox for *text*."""
    return f"agree_{text.kind}"


def get_shown_versions(texts: Sequence[ConsentText]) -> str:
    """The types and versions of *texts* in one string, for the hidden field shown_texts."""
    return " ".join(f"{text.kind}-{text.version}" for text in texts)


def _set_error_messages(field: forms.Field, required: str, max_length: int) -> None:
    field.error_messages |= {
        "required": required,
        "max_length": f"This must be {max_length} characters or fewer",
        "null_characters_not_allowed": CHARACTER_NOT_STORED,
    }
