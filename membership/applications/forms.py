"""The join form: built-in fields, and fields for the editors' questions."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from wagtail.contrib.forms.forms import FormBuilder

from core.models import Profession
from membership.applications.answers import build_answers, get_field_name
from membership.applications.form_state import FormToken, Values
from membership.models.application import STAGES
from membership.models.question import JoinQuestion

# Characters of one answer, about ten pages.
MAX_ANSWER_LENGTH = 20_000
MAX_LINE_LENGTH = 255
OTHER = "Something else"
REQUIRED_MESSAGES = {
    "email": "Enter an email address",
    "profession": "Choose a profession",
    "stage": "Choose a career stage",
}
CORE_FIELDS = ("email", "name", "profession", "stage", "eligible")
CHOICE_WIDGETS = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.CheckboxInput)


class VerbatimCharField(forms.CharField):
    """Keeps text exactly as typed. White space alone counts as empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text if text.strip() else ""


class QuestionBuilder(FormBuilder):
    """Builds form fields for the editors' questions."""

    def create_singleline_field(self, field: JoinQuestion, options: dict[str, Any]) -> forms.Field:
        return VerbatimCharField(max_length=MAX_LINE_LENGTH, **options)

    def create_multiline_field(self, field: JoinQuestion, options: dict[str, Any]) -> forms.Field:
        return VerbatimCharField(max_length=MAX_ANSWER_LENGTH, widget=forms.Textarea, **options)

    def create_dropdown_field(self, field: JoinQuestion, options: dict[str, Any]) -> forms.Field:
        choices = [("", "Choose one"), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(choices=choices, **options)

    def get_field_options(self, field: JoinQuestion) -> dict[str, Any]:
        options = super().get_field_options(field)
        # No initial values, so that no answer is suggested. Templates escape the help text.
        return options | {"initial": None, "help_text": _build_help_text(field)}

    @property
    def formfields(self) -> dict[str, forms.Field]:
        fields = super().formfields
        return {
            get_field_name(question): fields[_get_clean_name(question)] for question in self.fields
        }


class ApplicationForm(forms.Form):
    """The built-in fields. :func:`get_form_class` adds those of the editors' questions."""

    email = forms.EmailField(label="Email address", max_length=254)
    name = VerbatimCharField(label="What should we call you?", max_length=100, required=False)
    profession = forms.ChoiceField(label="Profession")
    stage = forms.ChoiceField(label="Career stage", choices=STAGES, widget=forms.RadioSelect)
    eligible = forms.BooleanField()

    # A JoinPage, whose module imports this one.
    page: Any
    questions: list[JoinQuestion]

    def __init__(self, *args: Any, token: FormToken | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        self.token = token or FormToken.create()
        self.fields["email"].help_text = self.page.email_help
        self.fields["name"].help_text = self.page.name_help
        self.fields["eligible"].label = self.page.eligibility_statement
        cast(forms.ChoiceField, self.fields["profession"]).choices = _get_profession_choices()
        for field in self.fields.values():
            _set_error_messages(field)
            _set_widget_attrs(field.widget)
        for name, message in REQUIRED_MESSAGES.items():
            self.fields[name].error_messages["required"] = message
        # The only field with autocomplete, as WCAG 1.3.5 requires: it is not specific to this form.
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    @property
    def custom_questions(self) -> list[forms.BoundField]:
        """The bound fields of the editors' questions."""
        return [self[name] for name in self.fields if name not in CORE_FIELDS]

    @property
    def values(self) -> dict[str, list[str]]:
        """The submitted values of each field, before cleaning. Empty ones are left out."""
        data = self.data
        raw_values = (
            data.getlist if isinstance(data, QueryDict) else lambda name: data.get(name, [])
        )
        return {name: list(raw_values(name)) for name in self.fields if raw_values(name)}

    @property
    def answers(self) -> list[Any]:
        """The editors' questions with their answers, for Application.answers."""
        return build_answers(self.questions, self.cleaned_data)


def get_form_class(page: Any) -> type[ApplicationForm]:
    """The form class for the current questions of *page*."""
    questions = list(page.questions.all())
    fields = QuestionBuilder(questions).formfields
    return type("JoinForm", (ApplicationForm,), {"page": page, "questions": questions, **fields})


def get_empty_form(page: Any) -> ApplicationForm:
    """An unbound form of *page*."""
    return get_form_class(page)()


def get_bound_form(page: Any, values: Values, token: FormToken) -> ApplicationForm:
    """The form of *page*, bound to *values*."""
    data = QueryDict(mutable=True)
    for name, raw_values in values.items():
        data.setlist(name, list(raw_values))
    return get_form_class(page)(data, token=token)


def _get_profession_choices() -> list[tuple[str, str]]:
    names = [*Profession.objects.values_list("name", flat=True), OTHER]
    return [("", "Choose one"), *((name, name) for name in dict.fromkeys(names))]


def _set_error_messages(field: forms.Field) -> None:
    is_checkbox, label = isinstance(field, forms.BooleanField), _shorten(str(field.label))
    # Django's validators format their messages with %, so a percent sign has to be doubled.
    escaped = label.replace("%", "%%")
    field.error_messages |= {
        "required": f"{'Tick' if is_checkbox else 'Answer'} “{label}”",
        "invalid_choice": "Choose one of the options in the list",
        "null_characters_not_allowed": f"“{escaped}” contains a character we cannot store. "
        "Remove it and try again.",
    }
    if max_length := getattr(field, "max_length", None):
        message = f"“{escaped}” must be {max_length:,} characters or fewer"
        field.error_messages["max_length"] = message
    if isinstance(field, forms.DecimalField):
        field.error_messages["invalid"] = f"“{label}” must be a number"
    if isinstance(field, forms.EmailField):
        field.error_messages["invalid"] = (
            "Enter an email address in the correct format, like name@example.org"
        )


def _set_widget_attrs(widget: forms.Widget) -> None:
    # Otherwise a browser on a shared computer would suggest what was entered here before.
    if not isinstance(widget, CHOICE_WIDGETS):
        widget.attrs |= {"class": "input", "autocomplete": "off"}


def _build_help_text(question: JoinQuestion) -> str:
    purpose = question.purpose.strip()
    parts = [question.help_text.strip(), purpose and f"Why we ask: {purpose}"]
    return "\n".join(part for part in parts if part)


def _shorten(label: str) -> str:
    return label if len(label) <= 60 else f"{label[:58].rpartition(' ')[0] or label[:58]} …"


def _get_clean_name(question: JoinQuestion) -> str:
    return question.clean_name or question.get_field_clean_name()
