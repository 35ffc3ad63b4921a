"""Questions that editors add to the join form."""

import re
from typing import Any, ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.forms.models import AbstractFormField

# Beginnings of words for data that the site promises not to need. A question with one of these
# must state its purpose.
SENSITIVE_TERMS = (
    "address", "admission", "admitted", "birth", "condition", "convict", "criminal", "d.o.b",
    "diagnos", "disab", "doctor", "dob", "drug", "employer", "ethnic", "gender", "gp", "health",
    "hcpc", "hospital", "how old", "illness", "income", "inpatient", "medic", "meds", "national "
    "insurance", "nhs number", "nmc", "phone", "postcode", "pregnan", "psychosis",
    "registration", "religio", "salary", "section", "self-harm", "sexual", "suicid", "surname",
    "symptom", "telephone", "therap", "trauma", "treatment", "work for", "workplace",
)  # fmt: skip
# Matched as whole words, since longer ones are harmless: agents, racing, wardrobe, trusted.
SENSITIVE_WHOLE_TERMS = ("age", "race", "trust", "ward")
SENSITIVE_PATTERN = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, SENSITIVE_TERMS))}|(?:{'|'.join(SENSITIVE_WHOLE_TERMS)})\b)",
    re.IGNORECASE,
)


class QuestionType(models.TextChoices):
    """Field types of the join form. There are no uploads, dates or hidden fields."""

    SINGLELINE = "singleline", "One line"
    MULTILINE = "multiline", "Several lines"
    RADIO = "radio", "Choose one"
    DROPDOWN = "dropdown", "Choose one from a long list"
    CHECKBOXES = "checkboxes", "Choose any number"
    CHECKBOX = "checkbox", "Tick or leave"
    NUMBER = "number", "A number"

    @property
    def has_choices(self) -> bool:
        return self in {self.RADIO, self.DROPDOWN, self.CHECKBOXES}


class JoinQuestion(AbstractFormField):
    """A question of the join form, its purpose, and whether its answers are sensitive."""

    page = ParentalKey("membership.JoinPage", on_delete=models.CASCADE, related_name="questions")
    label = models.CharField("question", max_length=255, help_text="As it stands on the page.")
    help_text = models.CharField(
        "help", max_length=255, blank=True, help_text="Under the question: how to answer it."
    )
    required = models.BooleanField("must be answered", default=True)
    choices = models.TextField(
        "choices", blank=True, help_text="A line each, for kinds of answer that offer a choice."
    )
    field_type = models.CharField(
        "kind of answer", max_length=16, choices=QuestionType.choices, default="singleline"
    )
    purpose = models.CharField(
        "why we ask",
        max_length=255,
        blank=True,
        help_text="Shown under the question. Needed where the answer could be used against "
        "somebody.",
    )
    sensitive = models.BooleanField(
        "needs special care",
        default=False,
        help_text="The membership team sees the answer only after pressing a button.",
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldPanel("required"),
        FieldPanel("field_type", classname="formbuilder-type"),
        FieldPanel("choices", classname="formbuilder-choices"),
        FieldPanel("purpose"),
        FieldPanel("sensitive"),
    ]

    class Meta(AbstractFormField.Meta):
        verbose_name = "question"

    def __str__(self) -> str:
        return self.label

    @property
    def is_on_sensitive_list(self) -> bool:
        """Whether the label mentions data that the site promises not to need."""
        return bool(SENSITIVE_PATTERN.search(self.label))

    def get_publishing_errors(self) -> dict[str, str]:
        """Error messages by field name. They prevent publishing, not saving a draft."""
        errors = {}
        if (self.is_on_sensitive_list or self.sensitive) and not self.purpose.strip():
            errors["purpose"] = (
                "This asks for something that could be used against somebody. Say why we need "
                "it, or leave the question out."
            )
        if QuestionType(self.field_type).has_choices and not self.choices.strip():
            errors["choices"] = "Write the choices, a line each."
        return errors
