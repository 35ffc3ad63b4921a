"""Resources: guides, books, organisations and helplines recommended by members."""

import datetime
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Page, PageManager

from core.models import ContentPage, CustomDocument, Helpline, ListingPage, Stage
from core.validators import validate_contact_url
from core.visibility.restrictions import UserOrNone
from resources.choices import TYPE_ICONS, ResourceType
from resources.filters import FilterSelection, get_facets
from resources.forms import ResourcePageForm
from resources.panels import RESOURCE_PANELS
from resources.querysets import ResourceQuerySet
from resources.taxonomy import get_stored_terms, terms_from_form


def add_one_year(day: datetime.date) -> datetime.date:
    """The same day next year; 28 February for 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


class ResourceIndexPage(ListingPage):
    """Index of resources, filtered by links."""

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["resources.ResourcePage"]
    template = "resources/resource_index_page.html"
    admin_default_ordering = "title"

    class Meta:
        verbose_name = "resources list"

    def get_items(self, request: HttpRequest) -> ResourceQuerySet:
        return ResourcePage.objects.child_of(self).visible_to(request.user).order_by_title()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        resources = self.get_items(request)
        facets = get_facets(resources, FilterSelection.from_query(request.GET))
        filtered = facets.selection.apply(resources).for_listing()
        paginator = Paginator(filtered, self.page_size)
        paginator.count = facets.matching_count
        items = paginator.get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"items": items, "facets": facets}

    def get_routable_children(self) -> ResourceQuerySet:
        return ResourcePage.objects.child_of(self)


class ResourcePage(ContentPage):
    """One resource, with its source and the date on which it was last checked."""

    summary = models.CharField(
        max_length=300, help_text="One or two sentences that say what it is and who it helps."
    )
    kind = models.CharField("type", max_length=20, choices=ResourceType)
    source_name = models.CharField(
        "source", max_length=120, help_text="Who made it or provides it, for example: GOV.UK"
    )
    source_url = models.URLField(
        "web address",
        max_length=500,
        blank=True,
        help_text="The page where people can find it.",
    )
    phone = models.CharField(
        max_length=60,
        blank=True,
        help_text="For helplines. Enter the number as readers will see it, for example 116 123",
    )
    phone_url = models.CharField(
        "phone or text link",
        max_length=120,
        blank=True,
        validators=[validate_contact_url],
        help_text="For example tel:116123 or sms:85258. Leave this empty to call the number above.",
    )
    hours = models.CharField(
        "opening hours",
        max_length=160,
        blank=True,
        help_text="For helplines. For example: Free, 24 hours a day, every day",
    )
    document = models.ForeignKey(
        CustomDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A file from this site. A file in a private collection stays private.",
    )
    published_year = models.PositiveSmallIntegerField(
        "year of publication",
        null=True,
        blank=True,
        validators=[MinValueValidator(1800), MaxValueValidator(2100)],
    )
    topics = ParentalManyToManyField("core.Topic", blank=True, related_name="+")
    professions = ParentalManyToManyField("core.Profession", blank=True, related_name="+")
    nation = models.CharField(
        max_length=20, choices=Helpline.Nation, blank=True, default=Helpline.Nation.UK
    )
    content_notes = ParentalManyToManyField(
        "core.ContentNote",
        blank=True,
        related_name="+",
        help_text="What readers should know before they open it.",
    )
    checked_on = models.DateField(
        "last checked",
        null=True,
        blank=False,
        default=timezone.localdate,
        help_text="The date someone last read it, tested its links and called its number.",
    )
    review_by = models.DateField(
        "check again by",
        null=True,
        blank=True,
        help_text="Leave this empty to check it again one year later. The site does not send a "
        "reminder.",
    )
    picture_credit = models.CharField(
        "image credit",
        max_length=255,
        blank=True,
        help_text="Who made the images, as readers will see it.",
    )

    objects = PageManager.from_queryset(ResourceQuerySet)()

    type_label = "Resource"
    base_form_class = ResourcePageForm

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, *RESOURCE_PANELS]
    parent_page_types: ClassVar[list[str]] = ["resources.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "resources/resource_page.html"

    class Meta:
        verbose_name = "resource"

    def clean(self) -> None:
        super().clean()
        if self.checked_on and not self.review_by:
            self.review_by = add_one_year(self.checked_on)

    @property
    def summary_text(self) -> str:
        return self.summary

    @property
    def body_text(self) -> str:
        return f"{self.source_name} {self.phone} {super().body_text}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        get_terms = terms_from_form if getattr(request, "is_preview", False) else get_stored_terms
        return super().get_context(request, *args, **kwargs) | {
            "resource_terms": get_terms(self),
            "document": self.get_document(request.user),
        }

    def get_document(self, user: UserOrNone) -> CustomDocument | None:
        """The document, if it is visible to *user*."""
        if not self.document_id:
            return None
        return CustomDocument.objects.visible_to(user).filter(pk=self.document_id).first()

    @property
    def icon(self) -> str:
        return TYPE_ICONS.get(self.kind, "document")

    @property
    def call_url(self) -> str:
        """URL of the phone number: *phone_url* or a ``tel:`` link; empty without a number."""
        digits = "".join(character for character in self.phone if character in "+0123456789")
        return self.phone_url or (f"tel:{digits}" if digits else "")

    @property
    def index_url(self) -> str:
        """URL of the parent index: its own URL without the last segment."""
        return (self.get_url() or "").rstrip("/").rpartition("/")[0] + "/"

    @property
    def is_helpline(self) -> bool:
        return self.kind == ResourceType.HELPLINE and bool(self.phone)

    @property
    def selected_stages(self) -> list[str]:
        """Values of ``Stage`` selected for the resource, in the order of ``Stage``."""
        selected = {row.stage for row in self.stages.all()}  # type: ignore[attr-defined]
        return [stage for stage in Stage.values if stage in selected]

    @selected_stages.setter
    def selected_stages(self, stages: list[str]) -> None:
        self.stages = [ResourceStage(stage=stage) for stage in stages]

    @property
    def stage_labels(self) -> list[str]:
        return [str(Stage(stage).label) for stage in self.selected_stages]


class ResourceStage(models.Model):
    """A career stage that a resource is for; selected in ResourcePageForm."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=20, choices=Stage)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["page", "stage"], name="one_row_per_page_and_stage"),
        )

    def __str__(self) -> str:
        return str(self.get_stage_display())
