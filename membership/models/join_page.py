"""The page with the application form: its texts, questions, and whether it is open."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.middleware import NO_STORE
from core.models import IntroPage
from core.text import strip_markup
from mailqueue.validators import PlaceholderValidator
from membership.applications.forms import get_empty_form
from membership.applications.summary import get_check_context
from membership.forms import JoinPageForm
from membership.models.application_text import ApplicationTextSettings
from privacy.models import RetentionSettings

# Templates of the steps after the join page, by preview mode.
PREVIEW_TEMPLATES = {
    "check": "membership/applications/check.html",
    "sent": "membership/applications/sent.html",
}


class JoinPage(IntroPage):
    """The join page. Email address, statement and consent are always asked for."""

    who_can_join = RichTextField(blank=False, null=True)
    what_happens_next = RichTextField(blank=False, null=True)

    email_help = models.CharField(
        "help for email address",
        max_length=255,
        blank=True,
        default="Use a personal email address, not a work one. Our emails do not mention what we "
        "do in the subject line.",
    )
    name_help = models.CharField(
        "help for name",
        max_length=255,
        blank=True,
        default="You can use any name. The membership team can see it.",
    )
    eligibility_statement = models.TextField(
        "statement",
        default="I work or train in mental health, or used to, and I have been unwell myself.",
        help_text="Everyone who applies ticks this. We do not ask for proof.",
    )
    questions_heading = models.CharField(
        "heading above your own questions", max_length=80, default="Your experience"
    )
    consent_text = models.TextField(
        "consent text",
        default="I agree that in2gr8mentalhealth can use these answers, which show that I have "
        "been mentally unwell, to decide about my membership and for nothing else. I can withdraw "
        "this agreement at any time.",
        help_text="Applicants tick this before they send the form. Every published version is "
        "kept, and each application records which version was agreed to.",
    )
    not_stored_notice = models.TextField(
        "answers not stored",
        default="We do not store your answers until you send the form, not even on this device. "
        "This keeps them private on a shared computer. If you close the page, you will lose your "
        "answers.",
    )
    before_sending = models.TextField(
        "check your answers: text",
        default="We have not stored anything yet. Check your answers before you send them.",
    )
    thank_you = RichTextField(
        "application sent",
        default="<p>Thank you. We have sent an email to the address you gave. Use the link in it "
        "within 24 hours to confirm. It may take a few minutes to arrive. Check your spam or junk "
        "folder too. We send no more than 3 emails a day to one address.</p>",
    )

    privacy_readers = models.TextField(
        "who can read your answers",
        default="Only the membership team and the people who run the site’s computers. We record "
        "each time someone opens an application.",
    )
    privacy_retention = models.TextField(
        "how long we keep them",
        default="If you do not confirm your email address, we delete your application "
        "{unconfirmed}. If we decline it, we delete it {declined}. If you join, we delete your "
        "answers {answers}. We delete the record of who opened your application {access_log}.",
        validators=[
            PlaceholderValidator(RetentionSettings.ALL_NAMES, required=RetentionSettings.NAMES)
        ],
        help_text="{unconfirmed}, {declined}, {answers} and {access_log} are replaced by the times "
        "set under Settings > Data retention, for example “after 7 days”.",
    )
    privacy_never_asked = models.TextField(
        "what we never ask",
        default="Your diagnosis, employer, date of birth or registration number. We never ask for "
        "documents.",
    )
    privacy_withdrawal = models.TextField(
        "changing your mind",
        default="You can withdraw at any time with the link in our email. You do not need an "
        "account or a reason.",
    )

    closed = models.BooleanField("applications are closed", default=False)
    closed_text = RichTextField(
        "text while applications are closed",
        blank=True,
        help_text="Shown instead of the form while applications are closed.",
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("who_can_join"),
        FieldPanel("what_happens_next"),
        MultiFieldPanel(
            [FieldPanel("closed"), FieldPanel("closed_text")], heading="Applications open or closed"
        ),
        MultiFieldPanel(
            [
                FieldPanel("email_help"),
                FieldPanel("name_help"),
                FieldPanel("eligibility_statement"),
                FieldPanel("consent_text"),
            ],
            heading="Built-in questions",
            help_text="Email address, name (optional), profession, career stage, the statement "
            "and consent are always on the form.",
        ),
        FieldPanel("questions_heading"),
        InlinePanel("questions", heading="Your own questions", label="Question"),
        MultiFieldPanel(
            [
                FieldPanel("privacy_readers"),
                FieldPanel("privacy_retention"),
                FieldPanel("privacy_never_asked"),
                FieldPanel("privacy_withdrawal"),
            ],
            heading="Privacy promise beside the form",
        ),
        MultiFieldPanel(
            [
                FieldPanel("not_stored_notice"),
                FieldPanel("before_sending"),
                FieldPanel("thank_you"),
            ],
            heading="Text during the application",
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = JoinPageForm
    template = "membership/join_page.html"
    preview_modes: ClassVar[list[tuple[str, str]]] = [
        ("", "Join page with form"),
        ("check", "Check your answers"),
        ("sent", "Application sent"),
    ]

    class Meta:
        verbose_name = "join page"

    @property
    def body_text(self) -> str:
        return strip_markup(f"{self.who_can_join or ''} {self.what_happens_next or ''}")

    @property
    def application_promises(self) -> list[tuple[str, str]]:
        """Headings and texts on privacy; retention periods come from RetentionSettings."""
        periods = RetentionSettings.load().get_periods()
        retention = self.privacy_retention
        for name, value in periods.items():
            retention = retention.replace(f"{{{name}}}", value)
        application_promises = [
            ("Who can read your answers", self.privacy_readers),
            ("How long we keep them", retention),
            ("What we never ask", self.privacy_never_asked),
            ("Changing your mind", self.privacy_withdrawal),
        ]
        return [(heading, text) for heading, text in application_promises if text.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context if self.closed else {**context, "form": get_empty_form(self)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().serve(request, *args, **kwargs)
        # So that the cache of a shared computer does not show that anyone opened the form.
        response.headers["Cache-Control"] = NO_STORE
        return response

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return PREVIEW_TEMPLATES.get(mode_name) or self.get_template(request)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        if mode_name == "check":
            check_context = get_check_context(get_empty_form(self))
            return {**check_context, "consent_text": self.consent_text}
        return self.get_sent_context() if mode_name == "sent" else self.get_context(request)

    def get_sent_context(self) -> dict[str, Any]:
        """The template context of the page after the application was sent."""
        heading = ApplicationTextSettings.load().sent_heading
        return {"heading": heading, "thank_you": self.thank_you, "step": 3}
