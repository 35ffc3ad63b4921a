"""The join form: what is always asked, and the editors' questions."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from wagtail.contrib.forms.forms import FormBuilder

from core.models import Profession
from membership.applications.answers import answers_to, field_name
from membership.applications.form_state import FormToken, Values
from membership.models import STAGES, JoinPage, JoinQuestion

# Letters of one answer: some ten pages.
LONGEST_ANSWER = 20_000
LONGEST_LINE = 255
OTHER = "Something else"
BUILT_IN = ("email", "name", "profession", "stage", "eligible")
PICKED = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.CheckboxInput)


class Unstripped(forms.CharField):
    """Text exactly as it was typed; nothing but white space is no answer."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text if text.strip() else ""


class QuestionBuilder(FormBuilder):
    """Fields for the editors' questions."""

    def create_singleline_field(self, field: JoinQuestion, options: dict[str, Any]) -> forms.Field:
        return Unstripped(max_length=LONGEST_LINE, **options)

    def create_multiline_field(self, field: JoinQuestion, options: dict[str, Any]) -> forms.Field:
        return Unstripped(max_length=LONGEST_ANSWER, widget=forms.Textarea, **options)

    def create_dropdown_field(self, field: JoinQuestion, options: dict[str, Any]) -> forms.Field:
        choices = [("", "Choose one"), *self.get_formatted_field_choices(field)]
        return forms.ChoiceField(choices=choices, **options)

    def get_field_options(self, field: JoinQuestion) -> dict[str, Any]:
        options = super().get_field_options(field)
        # No answer is ever filled in beforehand, and templates escape the help text.
        return options | {"initial": None, "help_text": _help(field)}

    @property
    def formfields(self) -> dict[str, forms.Field]:
        made = super().formfields
        return {field_name(question): made[_name(question)] for question in self.fields}


class ApplicationForm(forms.Form):
    """E-mail address, name, profession, stage and statement; more by :func:`form_class_for`."""

    email = forms.EmailField(label="E-mail address", max_length=254)
    name = Unstripped(label="What shall we call you?", max_length=100, required=False)
    profession = forms.ChoiceField(label="Profession")
    stage = forms.ChoiceField(label="Where you are in it", choices=STAGES, widget=forms.RadioSelect)
    eligible = forms.BooleanField()

    page: JoinPage
    questions: list[JoinQuestion]

    def __init__(self, *args: Any, token: FormToken | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        self.token = token or FormToken.create()
        self.fields["email"].help_text = self.page.email_help
        self.fields["name"].help_text = self.page.name_help
        self.fields["eligible"].label = self.page.eligibility_statement
        cast(forms.ChoiceField, self.fields["profession"]).choices = _professions()
        for field in self.fields.values():
            _phrase_errors(field)
            _dress(field.widget)
        # The one answer that is no secret of this form: WCAG 1.3.5 asks for help with it.
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    @property
    def own_questions(self) -> list[forms.BoundField]:
        """The editors' questions, as they are printed."""
        return [self[name] for name in self.fields if name not in BUILT_IN]

    @property
    def values(self) -> dict[str, list[str]]:
        """What was sent for each field, as it was typed."""
        data = self.data
        sent = data.getlist if isinstance(data, QueryDict) else lambda name: data.get(name, [])
        return {name: list(sent(name)) for name in self.fields if sent(name)}

    @property
    def answers(self) -> list[Any]:
        """The editors' questions with what was answered."""
        return answers_to(self.questions, self.cleaned_data)


def form_class_for(page: JoinPage) -> type[ApplicationForm]:
    """The form of *page* as it stands now."""
    questions = list(page.questions.all())
    fields = QuestionBuilder(questions).formfields
    return type("JoinForm", (ApplicationForm,), {"page": page, "questions": questions, **fields})


def blank_form(page: JoinPage) -> ApplicationForm:
    """The form of *page*, with nothing in it."""
    return form_class_for(page)()


def filled_form(page: JoinPage, values: Values, token: FormToken) -> ApplicationForm:
    """The form of *page* with *values* in it, checked."""
    data = QueryDict(mutable=True)
    for name, sent in values.items():
        data.setlist(name, list(sent))
    return form_class_for(page)(data, token=token)


def _professions() -> list[tuple[str, str]]:
    words = [*Profession.objects.values_list("name", flat=True), OTHER]
    return [("", "Choose one"), *((word, word) for word in dict.fromkeys(words))]


def _phrase_errors(field: forms.Field) -> None:
    is_tick, asked = isinstance(field, forms.BooleanField), _short(str(field.label))
    # Django's validators format what they say, so a percent sign is written twice there.
    formatted = asked.replace("%", "%%")
    field.error_messages |= {
        "required": f"Please {'tick' if is_tick else 'answer'} “{asked}”.",
        "invalid_choice": "Please choose one of the answers that stand here.",
        "null_characters_not_allowed": f"“{formatted}” holds a sign that cannot be kept.",
    }
    if longest := getattr(field, "max_length", None):
        words = f"Please shorten “{formatted}” to {longest:,} characters at most."
        field.error_messages["max_length"] = words
    if isinstance(field, forms.EmailField):
        field.error_messages["invalid"] = "Write an address like name@example.org."


def _dress(widget: forms.Widget) -> None:
    # Else a browser would offer on a shared computer what was typed here before.
    if not isinstance(widget, PICKED):
        widget.attrs |= {"class": "in", "autocomplete": "off"}


def _help(question: JoinQuestion) -> str:
    purpose = question.purpose.strip()
    lines = [question.help_text.strip(), purpose and f"Why we ask: {purpose}"]
    return "\n".join(line for line in lines if line)


def _short(label: str) -> str:
    return label if len(label) <= 60 else f"{label[:58].rpartition(' ')[0] or label[:58]} …"


def _name(question: JoinQuestion) -> str:
    return question.clean_name or question.get_field_clean_name()
