"""What members change themselves, and what they agree to."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from encryption import DecryptionError
from membership.models import ConsentText, Member, MemberTextSettings
from membership.pseudonyms import check_pseudonym, reveals_identity

MAX_NAME_LENGTH = 100
PSEUDONYM_TAKEN = "This pseudonym, or one that looks like it, is taken. Please choose another one."


def decrypt_or_none(row: Model | None, name: str) -> str | None:
    """What stands encrypted in the field *name*; None where its key is lost, or there is no row."""
    try:
        return getattr(row, name, None)
    except DecryptionError:
        return None


class SettingsForm(forms.Form):
    """All that members choose, in one form: where a part of it is wrong, nothing is lost."""

    pseudonym = forms.CharField(label="Pseudonym")
    shows_profession = forms.BooleanField(required=False)
    real_name = forms.CharField(label="Real name", max_length=MAX_NAME_LENGTH, required=False)
    notices = forms.ChoiceField(
        label="Mail about what is new", choices=Member.Notices.choices, widget=forms.RadioSelect
    )
    # The pseudonym that they were warned of, and want to have all the same.
    confirmed_pseudonym = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, member: Member, text: MemberTextSettings) -> None:
        super().__init__(data, initial=_get_initial(member), label_suffix="")
        self.member, self.text = member, text
        self.fields["pseudonym"].help_text = text.pseudonym_help
        self.fields["real_name"].help_text = text.real_name_help
        self.fields[
            "shows_profession"
        ].label = f"Show my profession to other members: {member.profession}"
        self._remove_unavailable_fields()
        self._set_widget_attrs()

    @property
    def new_pseudonym(self) -> str:
        """What they want to be called from now on; empty where that stays as it is."""
        name = self.cleaned_data.get("pseudonym", "")
        return "" if name == self.member.pseudonym else name

    @property
    def changes(self) -> dict[str, Any]:
        """Fields of theirs with new values. A name that cannot be read stays, if it is left."""
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
            # Pressed once more with this very name in it, the form is taken.
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
        # No browser is to offer on a shared computer what was typed here.
        for name in {"pseudonym", "real_name"} & set(self.fields):
            self.fields[name].widget.attrs |= {"class": "input", "autocomplete": "off"}
        for field in self.fields.values():
            field.error_messages["required"] = f"Please fill in “{field.label}”."


class ConsentForm(forms.Form):
    """A tick for each wording that is asked for, never set beforehand."""

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
                    "required": f"Please tick this if you agree: {consent_text.get_kind_display()}."
                },
            )

    @property
    def consent_fields(self) -> list[tuple[ConsentText, forms.BoundField]]:
        """Each wording with its tick."""
        return [(consent_text, self[_get_field_name(consent_text)]) for consent_text in self.texts]


def _get_field_name(consent_text: ConsentText) -> str:
    # With the version in it: a tick beside older words is none beside newer ones.
    return f"agree_{consent_text.kind}_{consent_text.version}"


def _get_initial(member: Member) -> dict[str, Any]:
    return {
        "pseudonym": member.pseudonym,
        "shows_profession": member.shows_profession,
        "real_name": decrypt_or_none(member, "real_name") or "",
        "notices": member.notices,
    }
