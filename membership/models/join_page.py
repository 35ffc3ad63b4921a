"""The page with the application form: its texts, questions, and whether it is open."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.middleware import NO_STORE
from core.models import IntroPage
from core.text import strip_markup
from mailqueue.validators import PlaceholderValidator
from membership.applications.join_page_form import JoinPageForm
from privacy.models import RetentionSettings


class JoinPage(IntroPage):
    """The join page. Email address, statement and consent are always asked for."""

    who_can_join = RichTextField(blank=False, null=True)
    what_happens_next = RichTextField(blank=False, null=True)

    email_help = models.CharField(
        "beside the e-mail address",
        max_length=255,
        blank=True,
        default="A private one is wiser than one from work. Our mail says nothing about us in its "
        "subject.",
    )
    name_help = models.CharField(
        "beside the name",
        max_length=255,
        blank=True,
        default="Any name you like. Only the membership team sees it.",
    )
    eligibility_statement = models.TextField(
        "statement",
        default="I work or train in mental health, or used to, and I have been unwell myself.",
        help_text="Everybody who applies ticks this. Nobody is asked to prove it.",
    )
    questions_heading = models.CharField(max_length=80, default="Being both")
    consent_text = models.TextField(
        default="I agree that in2gr8mentalhealth uses these answers, which say that I have been "
        "mentally unwell, to decide about my membership and for nothing else. I can take this "
        "back at any time.",
        help_text="Ticked before sending. Every wording that was ever published is kept, and "
        "each application names the one that was agreed to.",
    )
    not_stored_notice = models.TextField(
        "what you type is kept nowhere",
        default="What you type here is kept nowhere until you send it, not even on this device. "
        "So nobody finds it on a shared computer; and it is gone if you close the page.",
    )
    before_sending = models.TextField(
        "over the answers to be checked",
        default="Nothing has been kept yet. Please look through your answers before you send them.",
    )
    thank_you = RichTextField(
        "after sending",
        default="<p>Thank you. We have sent a mail to the address you gave: please open the "
        "link in it within a day, and confirm. It may take a few minutes, or lie among the "
        "unwanted mail. To one address we send three mails a day at most.</p>",
    )

    privacy_readers = models.TextField(
        "who reads this",
        default="The people who look after membership, and nobody else. Each time one of them "
        "opens an application, that is written down.",
    )
    privacy_retention = models.TextField(
        "how long we keep it",
        default="If you do not confirm your address, everything is deleted {unconfirmed}. If we "
        "decline, {declined}. If you join, your answers are deleted {answers}. Notes of who "
        "opened an application are deleted {access_log}.",
        validators=[
            PlaceholderValidator(RetentionSettings.ALL_NAMES, required=RetentionSettings.NAMES)
        ],
        help_text="In place of {unconfirmed}, {declined}, {answers} and {access_log} stands what "
        "the site really does, such as “after 7 days”.",
    )
    privacy_never_asked = models.TextField(
        "what we never ask",
        default="Your diagnosis, employer, date of birth, registration number, or any document.",
    )
    privacy_withdrawal = models.TextField(
        "changing your mind",
        default="Withdraw whenever you like, by the link in our mail. No account is needed and no "
        "reason asked.",
    )

    closed = models.BooleanField("sign-up is closed", default=False)
    closed_text = RichTextField(
        blank=True, help_text="Shown instead of the form while sign-up is closed."
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("who_can_join"),
        FieldPanel("what_happens_next"),
        MultiFieldPanel(
            [FieldPanel("closed"), FieldPanel("closed_text")], heading="Open or closed"
        ),
        MultiFieldPanel(
            [
                FieldPanel("email_help"),
                FieldPanel("name_help"),
                FieldPanel("eligibility_statement"),
                FieldPanel("consent_text"),
            ],
            heading="What is always asked",
            help_text="E-mail address, name (if they like), profession, stage, the statement and "
            "consent are built in.",
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
            heading="The promise beside the form",
        ),
        MultiFieldPanel(
            [
                FieldPanel("not_stored_notice"),
                FieldPanel("before_sending"),
                FieldPanel("thank_you"),
            ],
            heading="On the way",
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = JoinPageForm
    template = "membership/join_page.html"
    preview_modes: ClassVar[list[tuple[str, str]]] = [
        ("", "The page with its form"),
        ("check", "Before sending"),
        ("sent", "After sending"),
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
            ("Who reads this", self.privacy_readers),
            ("How long we keep it", retention),
            ("What we never ask", self.privacy_never_asked),
            ("Changing your mind", self.privacy_withdrawal),
        ]
        return [(heading, text) for heading, text in application_promises if text.strip()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from membership.applications.forms import get_empty_form

        context = super().get_context(request, *args, **kwargs)
        return context if self.closed else {**context, "form": get_empty_form(self)}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().serve(request, *args, **kwargs)
        # So that the cache of a shared computer does not show that anyone opened the form.
        response.headers["Cache-Control"] = NO_STORE
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from membership.applications.views import render_preview_step

        if mode_name:
            return render_preview_step(request, self, mode_name)
        return super().serve_preview(request, mode_name)
