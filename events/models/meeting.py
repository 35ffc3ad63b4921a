"""The page of one meeting."""

from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page, PageManager
from wagtail.search import index

from core.models import ContentNote, ContentPage, CustomDocument
from core.visibility.restrictions import UserOrNone, get_hidden_page_paths
from events.choices import Audience, Mode, Status
from events.forms import MeetingPageForm
from events.models.member_details import MeetingMemberDetails
from events.models.scheduled import ScheduledMixin
from events.panels import MEETING_PANELS
from events.querysets import MeetingPageQuerySet

MODE_ICONS: dict[str, str] = {Mode.IN_PERSON: "chair", Mode.ONLINE: "online", Mode.BOTH: "both"}


class MeetingPage(ContentPage, ScheduledMixin):
    """A meeting. Member-only details are read only through ``get_member_details``."""

    summary = models.TextField(
        max_length=300, help_text="One or two sentences, shown in lists and search results."
    )
    repeats = models.CharField(
        max_length=120,
        blank=True,
        help_text="For example: Every first Thursday. This is a note for readers. It does not "
        "create more meetings.",
    )
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PLANNED)
    status_note = models.CharField(
        "details of the change",
        max_length=300,
        blank=True,
        help_text="Shown at the top of the page if the status is Changed or Cancelled.",
    )
    mode = models.CharField("format", max_length=12, choices=Mode.choices)
    public_area = models.CharField(
        "area (public)",
        max_length=120,
        help_text="Everyone can see this. Enter a general area, for example Central London, or "
        "Online. Do not enter an address.",
    )
    audience = models.CharField(
        "audience", max_length=12, choices=Audience.choices, default=Audience.MEMBERS
    )
    access_information = models.TextField(
        "accessibility",
        help_text="For example steps, lifts, captions, hearing loop and quiet room. Say what is "
        "not available too.",
    )
    host_name = models.CharField(
        "host",
        max_length=200,
        blank=True,
        help_text="For example: The community, supported by a university department",
    )
    host_link = models.URLField(
        "host’s website",
        max_length=500,
        blank=True,
        help_text="For example: https://example.org",
    )
    themes_document = models.ForeignKey(
        CustomDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="reading for the meeting",
        help_text="A document to read before the meeting. Everyone can open it unless its "
        "collection is private.",
    )
    capacity = models.PositiveSmallIntegerField(
        "capacity",
        null=True,
        blank=True,
        help_text="The number of places. Leave this empty if you do not want to show it.",
    )
    # For registration, which does not exist yet; hidden from editors until then.
    rsvp_open = models.BooleanField(default=False, editable=False)
    content_notes = ParentalManyToManyField(
        ContentNote,
        blank=True,
        related_name="+",
        help_text="Things people may want to know before they decide to come.",
    )

    # mypy does not find the manager when there are two abstract parents; Django does.
    objects = PageManager.from_queryset(MeetingPageQuerySet)()  # type: ignore[django-manager-missing]
    base_form_class = MeetingPageForm
    type_label = "Meeting"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, *MEETING_PANELS]
    parent_page_types: ClassVar[list[str]] = ["events.MeetingIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *ContentPage.search_fields,
        *(index.FilterField(name) for name in ("start", "status", "mode", "audience")),
    ]
    preview_modes: ClassVar[list[tuple[str, str]]] = [
        ("visitor", "As a visitor"),
        ("member", "As a member"),
    ]
    template = "events/meeting_page.html"

    class Meta:
        verbose_name = "meeting"

    @property
    def summary_text(self) -> str:
        return self.summary

    @property
    def body_text(self) -> str:
        return f"{super().body_text} {self.public_area} {self.access_information}".strip()

    @property
    def mode_icon(self) -> str:
        return MODE_ICONS.get(self.mode, "people")

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_upcoming(self) -> bool:
        """Whether the meeting is neither over nor cancelled."""
        return not self.is_over and not self.is_cancelled

    @property
    def is_unchanged(self) -> bool:
        return self.status not in {Status.CHANGED, Status.CANCELLED}

    def can_view_member_details(self, user: UserOrNone) -> bool:
        """Whether *user* is a member who can see the page, or can edit it."""
        if user is None or not user.is_authenticated or not user.is_active:
            return False
        return self._is_visible_to_member(user) or self.permissions_for_user(user).can_edit()

    def get_member_details(self, user: UserOrNone) -> MeetingMemberDetails | None:
        """Member-only details; None without permission, when empty and after they have expired."""
        if not self.can_view_member_details(user):
            return None
        member_details = self._member_details.last()
        if member_details is None or member_details.is_empty:
            return None
        member_details.meeting = self
        return None if member_details.is_expired else member_details

    def set_member_details(self, **fields: Any) -> None:
        """Replace the member-only details. Save the page or a revision to store them."""
        self._member_details = [MeetingMemberDetails(**fields)]  # type: ignore[misc]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        user = request.user
        return {
            **super().get_context(request, *args, **kwargs),
            "admitted": self.can_view_member_details(user),
            "member_details": self.get_member_details(user),
            "themes_document": self._get_themes_document(user),
        }

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """Preview as an anonymous visitor, or in mode "member" with the current user's rights."""
        if mode_name != "member":
            request.user = AnonymousUser()
        return super().serve_preview(request, mode_name)

    def _is_visible_to_member(self, user: Any) -> bool:
        hidden = tuple(get_hidden_page_paths(user))
        return user.is_member and self.live and not self.path.startswith(hidden)

    def _get_themes_document(self, user: UserOrNone) -> CustomDocument | None:
        if self.themes_document_id is None:
            return None
        return CustomDocument.objects.visible_to(user).filter(pk=self.themes_document_id).first()
