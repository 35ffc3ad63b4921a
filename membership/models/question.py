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
    DROPDOWN = "dropdown", "Choose one from a dropdown list"
    CHECKBOXES = "checkboxes", "Choose any number"
    CHECKBOX = "checkbox", "Tick box"
    NUMBER = "number", "A number"

    @property
    def has_choices(self) -> bool:
        return self in {self.RADIO, self.DROPDOWN, self.CHECKBOXES}


class JoinQuestion(AbstractFormField):
    """A question of the join form, its purpose, and whether its answers are sensitive."""

    page = ParentalKey("membership.JoinPage", on_delete=models.CASCADE, related_name="questions")
    label = models.CharField("question", max_length=255, help_text="As applicants will see it.")
    help_text = models.CharField(
        "hint",
        max_length=255,
        blank=True,
        help_text="Shown under the question to help people answer it.",
    )
    required = models.BooleanField("required", default=True)
    choices = models.TextField(
        "options",
        blank=True,
        help_text="For questions with options. Put each option on its own line.",
    )
    field_type = models.CharField(
        "type of answer", max_length=16, choices=QuestionType.choices, default="singleline"
    )
    purpose = models.CharField(
        "why we ask",
        max_length=255,
        blank=True,
        help_text="Shown under the question. You must fill this in if the answer could be used "
        "against someone.",
    )
    sensitive = models.BooleanField(
        "sensitive",
        default=False,
        help_text="The membership team only sees the answer after selecting “Show sensitive "
        "answers”, and this is recorded.",
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
                "The answer could be used against someone. Explain why you ask, or remove the "
                "question."
            )
        if QuestionType(self.field_type).has_choices and not self.choices.strip():
            errors["choices"] = "Enter the options, each on its own line"
        return errors
