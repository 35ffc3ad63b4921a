"""What somebody chooses who becomes a member. Nothing of it is stored before all of it fits."""

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
from membership.pseudonyms import LONGEST, check_pseudonym, gives_away
from users.models import User

PASSWORD, PASSKEY = "password", "passkey"
WAYS = [(PASSWORD, "With a password"), (PASSKEY, "I will use a passkey")]
TAKEN = "Another member has this name, or one that looks like it. Please choose another one."
# More is no name: it is not even looked at.
LONGEST_TYPED = 200
LONGEST_NAME = 100
# Django's own forms take no more: it would only cost time.
LONGEST_PASSWORD = 4096
NOT_AGREED = "Please tick this if you agree. Without it we cannot go on."
AGAIN = "Please type it once more: we do not send passwords back."


@dataclass(frozen=True)
class Person:
    """Who sets up: the address and the name they have given us, and their account, if any."""

    email: str = field(repr=False)
    name: str = field(repr=False)
    user: User | None


def _password(label: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST_PASSWORD,
        # Never given back, whatever else was wrong.
        widget=forms.PasswordInput(attrs={"class": "in", "autocomplete": "new-password"}),
        error_messages={"required": missing},
    )


class SetUpForm(forms.Form):
    """A pseudonym, a way to sign in, and what is agreed to."""

    pseudonym = forms.CharField(label="Pseudonym", max_length=LONGEST_TYPED)
    real_name = VerbatimCharField(label="Real name", max_length=LONGEST_NAME, required=False)
    way = forms.ChoiceField(
        label="How do you want to sign in?",
        choices=WAYS,
        initial=PASSWORD,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one of the two."},
    )
    password1 = _password("Password", "Please choose a password.")
    password2 = _password("The same password again", "Please type the same password again.")
    # The pseudonym for which the warning was read, and the wordings that were shown.
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        person: Person,
        texts: Sequence[ConsentText],
        has_passkeys: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        self.person, self.texts = person, texts
        self.words = MemberTextSettings.load()
        self._lay_out_ways(has_passkeys)
        self._lay_out_consent()
        self._dress()

    # --- As it is printed --------------------------------------------------------------------
    @property
    def about_oneself(self) -> list[forms.BoundField]:
        return [self["pseudonym"], self["real_name"]]

    @property
    def signing_in(self) -> list[forms.BoundField]:
        """None for who has an account: they sign in as they always do."""
        return [self[name] for name in ("way", "password1", "password2") if name in self.fields]

    @cached_property
    def consents(self) -> list[tuple[forms.BoundField, ConsentText]]:
        return [(self[consent_name(text)], text) for text in self.texts]

    # --- As it is checked --------------------------------------------------------------------
    def clean_pseudonym(self) -> str:
        pseudonym = check_pseudonym(self.cleaned_data["pseudonym"])
        if Member.objects.with_similar_pseudonym(pseudonym).exists():
            raise ValidationError(TAKEN, code="taken")
        return pseudonym

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._check_password(cleaned)
        self._warn(cleaned)
        return cleaned

    def refuse_pseudonym(self) -> None:
        """Somebody else was quicker."""
        self.add_error("pseudonym", ValidationError(TAKEN, code="taken"))

    @property
    def password(self) -> str | None:
        """None for who signs in by a passkey, or has an account."""
        return self.cleaned_data.get("password1") or None

    @property
    def wants_passkey(self) -> bool:
        return self.cleaned_data.get("way") == PASSKEY

    def _check_password(self, cleaned: dict[str, Any]) -> None:
        if self.wants_passkey:
            # What was typed before the choice is none.
            cleaned["password1"] = ""
        elif {"password1", "password2"} <= set(cleaned):
            if cleaned["password1"] != cleaned["password2"]:
                self.add_error("password2", "The two passwords differ. Please type both again.")
            else:
                self._validate(cleaned["password1"])

    def _validate(self, password: str) -> None:
        try:
            password_validation.validate_password(password, User(email=self.person.email))
        except ValidationError as error:
            self.add_error("password1", error)

    def _warn(self, cleaned: dict[str, Any]) -> None:
        """Once; who then sends the very same pseudonym keeps it."""
        pseudonym = cleaned.get("pseudonym", "")
        names = [self.person.name, cleaned.get("real_name", "")]
        found = pseudonym and gives_away(pseudonym, names=names, email=self.person.email)
        if found and cleaned.get("kept") != pseudonym:
            self.add_error("pseudonym", ValidationError(self.words.pseudonym_warning, code="own"))
            self.data = cast(QueryDict, self.data).copy()
            self.data["kept"] = pseudonym

    # --- As it is made -----------------------------------------------------------------------
    def _lay_out_ways(self, has_passkeys: bool) -> None:
        if self.person.user or not has_passkeys:
            del self.fields["way"]
        for name in ("password1", "password2"):
            if self.person.user:
                del self.fields[name]
            else:
                self._lay_out_password(name)

    def _lay_out_password(self, name: str) -> None:
        box = self.fields[name]
        box.required = not ("way" in self.fields and self.data.get("way") == PASSKEY)
        if name == "password1":
            box.help_text = self._about_passwords()

    def _about_passwords(self) -> str:
        texts = map(str, password_validation.password_validators_help_texts())
        least = next((text for text in texts if "characters" in text), "")
        alone = "Leave both boxes empty if you use a passkey." if "way" in self.fields else ""
        return " ".join(filter(None, [least, alone, AGAIN if self.is_bound else ""]))

    def _lay_out_consent(self) -> None:
        self.initial["shown"] = shown_by(self.texts)
        for text in self.texts:
            is_rules = text.kind == ConsentText.ConsentType.GUIDELINES
            label = self.words.guidelines_consent if is_rules else text.text
            self.fields[consent_name(text)] = forms.BooleanField(
                label=label, error_messages={"required": NOT_AGREED}
            )

    def _dress(self) -> None:
        self.fields["pseudonym"].help_text = self.words.pseudonym_help
        self.fields["real_name"].help_text = self.words.real_name_help
        _phrase(self.fields["pseudonym"], "Please choose a pseudonym.", LONGEST)
        _phrase(self.fields["real_name"], "", LONGEST_NAME)
        for name in ("pseudonym", "real_name"):
            self.fields[name].widget.attrs |= {"class": "in", "autocomplete": "off"}


def consent_name(text: ConsentText) -> str:
    """The name of the tick beside *text*."""
    return f"agree_{text.kind}"


def shown_by(texts: Sequence[ConsentText]) -> str:
    """What a page that shows *texts* says of them."""
    return " ".join(f"{text.kind}-{text.version}" for text in texts)


def _phrase(field: forms.Field, required: str, most: int) -> None:
    field.error_messages |= {
        "required": required,
        "max_length": f"Please shorten this to {most} characters at most.",
        "null_characters_not_allowed": "This holds a sign that cannot be kept.",
    }
