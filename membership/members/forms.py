"""Forms for the settings and consents of members."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from encryption import DecryptionError
from membership.models import ConsentText, Member, MemberTextSettings
from membership.pseudonyms import check_pseudonym, reveals_identity

MAX_NAME_LENGTH = 100
PSEUDONYM_TAKEN = (
    "This pseudonym is already taken or looks too similar to another one. Choose a different one."
)


def decrypt_or_none(row: Model | None, name: str) -> str | None:
    """The decrypted field *name* of *row*; None without *row* or if it cannot be decrypted."""
    try:
        return getattr(row, name, None)
    except DecryptionError:
        return None


class SettingsForm(forms.Form):
    """All settings of a member in one form, so that an error in one field loses no other."""

    pseudonym = forms.CharField(
        label="Pseudonym", error_messages={"required": "Enter your pseudonym"}
    )
    shows_profession = forms.BooleanField(
        required=False,
        help_text="No page shows your profession yet. We will use your choice when one does.",
    )
    real_name = forms.CharField(
        label="Real name",
        max_length=MAX_NAME_LENGTH,
        required=False,
        error_messages={
            "max_length": f"Your real name must be {MAX_NAME_LENGTH} characters or fewer"
        },
    )
    notices = forms.ChoiceField(
        label="Emails about new articles and meetings",
        choices=Member.Notices.choices,
        widget=forms.RadioSelect,
        help_text="We do not send these emails yet. We will use your choice when we do.",
        error_messages={"required": "Choose how often you want these emails"},
    )
    # The pseudonym that the member was warned about, so that it is accepted the second time.
    confirmed_pseudonym = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, member: Member, text: MemberTextSettings) -> None:
        super().__init__(data, initial=_get_initial(member), label_suffix="")
        self.member, self.text = member, text
        self.fields["pseudonym"].help_text = text.pseudonym_help
        self.fields["real_name"].help_text = text.real_name_help
        self.fields[
            "shows_profession"
        ].label = f"Show my profession ({member.profession}) to other members"
        self._remove_unavailable_fields()
        self._set_widget_attrs()

    @property
    def new_pseudonym(self) -> str:
        """The pseudonym if it was changed, otherwise ""."""
        name = self.cleaned_data.get("pseudonym", "")
        return "" if name == self.member.pseudonym else name

    @property
    def changes(self) -> dict[str, Any]:
        """Changed fields with their new values.

        A real name that cannot be decrypted is kept if its field, shown as empty, is not filled in.
        """
        own = ("shows_profession", "real_name", "notices")
        return {name: self.cleaned_data[name] for name in own if name in self.changed_data}

    def clean_pseudonym(self) -> str:
        name = " ".join(self.cleaned_data["pseudonym"].split())
        if name == self.member.pseudonym:
            return name
        name = check_pseudonym(name)
        if Member.objects.with_similar_pseudonym(name).exclude(pk=self.member.pk).exists():
            raise ValidationError(PSEUDONYM_TAKEN, code="taken")
        return name

    def clean(self) -> None:
        super().clean()
        name = self.new_pseudonym
        if (
            name
            and name != self.cleaned_data.get("confirmed_pseudonym")
            and self._reveals_identity(name)
        ):
            self.add_error("pseudonym", self.text.pseudonym_warning)
            # If the same pseudonym is submitted again, it is accepted.
            sent: Any = self.data
            self.data = {**sent.dict(), "confirmed_pseudonym": name}

    def _reveals_identity(self, pseudonym: str) -> bool:
        application_name = decrypt_or_none(self.member.application, "name") or ""
        names = [application_name, self.cleaned_data.get("real_name", "")]
        return bool(reveals_identity(pseudonym, names=names, email=self.member.user.email))

    def _remove_unavailable_fields(self) -> None:
        if timezone.localdate() < self.member.can_be_renamed_on:
            del self.fields["pseudonym"]
        if not self.member.profession:
            del self.fields["shows_profession"]

    def _set_widget_attrs(self) -> None:
        # A browser on a shared computer must not suggest what was entered here.
        for name in {"pseudonym", "real_name"} & set(self.fields):
            self.fields[name].widget.attrs |= {"class": "input", "autocomplete": "off"}


class ConsentForm(forms.Form):
    """A checkbox for each outstanding consent text, never ticked in advance."""

    def __init__(
        self, data: Any = None, *, texts: list[ConsentText], text: MemberTextSettings
    ) -> None:
        super().__init__(data, label_suffix="")
        self.texts = texts
        for consent_text in texts:
            is_guidelines = consent_text.kind == ConsentText.ConsentType.GUIDELINES
            label = text.guidelines_consent if is_guidelines else consent_text.text
            self.fields[_get_field_name(consent_text)] = forms.BooleanField(
                label=label,
                error_messages={
                    "required": f"Tick the box to agree to {consent_text.get_kind_display()}"
                },
            )

    @property
    def consent_fields(self) -> list[tuple[ConsentText, forms.BoundField]]:
        """Each consent text with its checkbox."""
        return [(consent_text, self[_get_field_name(consent_text)]) for consent_text in self.texts]


def _get_field_name(consent_text: ConsentText) -> str:
    # With the version, so that consent to an older text does not count for a newer one.
    return f"agree_{consent_text.kind}_{consent_text.version}"


def _get_initial(member: Member) -> dict[str, Any]:
    return {
        "pseudonym": member.pseudonym,
        "shows_profession": member.shows_profession,
        "real_name": decrypt_or_none(member, "real_name") or "",
        "notices": member.notices,
    }
