"""The page of an article."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import Tag, TaggedItemBase
from wagtail.blocks import PageChooserBlock
from wagtail.fields import StreamField
from wagtail.models import PageManager

from core.blocks import BodyStreamBlock
from core.images.responsive import prefetch_renditions
from core.models import ContentPage
from core.visibility.restrictions import UserOrNone
from news.choices import ArticleType, Attribution, ContentNoteLevel
from news.forms import NewsPageForm
from news.models.page_views import DailyViews
from news.panels import NEWS_PANELS, PROMOTE_PANELS, SETTINGS_PANELS
from news.querysets import LISTING_SIZES, NewsPageQuerySet

MAX_RELATED = 4


class NewsPageTag(TaggedItemBase):
    """Tag of an article."""

    content_object = ParentalKey(
        "news.NewsPage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class NewsPage(ContentPage):
    """An article: news, opinion, a story, a call to take part, a video or a report."""

    type_label = "Article"
    og_type = "article"

    kind = models.CharField("type", max_length=10, choices=ArticleType, default=ArticleType.NEWS)
    date = models.DateField(
        null=True,
        default=timezone.localdate,
        help_text="Shown on the article. The news list shows the newest first.",
    )
    updated_on = models.DateField(
        "last updated",
        null=True,
        blank=True,
        help_text="Enter a date if you make an important change to a published article. Readers "
        "will see it.",
    )
    summary = models.TextField(
        max_length=300,
        help_text="One or two sentences, up to 300 characters. Shown at the top of the article, in "
        "lists and in search results.",
    )
    lead_image = models.ForeignKey(
        "core.CustomImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lead_image_alt = models.CharField(
        "alt text",
        max_length=250,
        blank=True,
        help_text="Describes the image to people who cannot see it. Screen readers read it aloud.",
    )
    lead_image_decorative = models.BooleanField(
        "decorative image",
        default=False,
        help_text="Tick if the article makes sense without the image. Screen readers will skip it.",
    )
    body = StreamField(BodyStreamBlock())
    author = models.ForeignKey(
        "news.Author", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    tags = ClusterTaggableManager(
        verbose_name="topics",
        through=NewsPageTag,
        blank=True,
        help_text="What the article is about. Use one or two words for each topic.",
    )
    content_notes = ParentalManyToManyField("core.ContentNote", blank=True, related_name="+")
    content_note_level = models.CharField(
        "how much detail",
        max_length=10,
        choices=ContentNoteLevel,
        default=ContentNoteLevel.MENTIONED,
        help_text="If you choose “Described in detail”, the text is hidden until the reader "
        "chooses to show it.",
    )
    comments_open = models.BooleanField(
        "allow comments",
        default=False,
        help_text="This setting does nothing yet. Articles have no comments.",
    )
    show_views = models.BooleanField(
        "show number of views",
        default=False,
        help_text="Views are counted without tracking readers.",
    )
    legacy_url = models.CharField(
        "old web address",
        max_length=500,
        blank=True,
        help_text="The web address of this article on a previous website. Visitors are not "
        "redirected from it.",
    )
    legacy_views = models.PositiveIntegerField(
        "views on the previous website",
        default=0,
        help_text="Added to the number of views shown.",
    )

    related = StreamField(
        [("article", PageChooserBlock(page_type="news.NewsPage", label="Article"))],
        blank=True,
        max_num=MAX_RELATED,
        verbose_name="related articles",
        help_text=f"Choose up to {MAX_RELATED}. Leave this empty to show articles with the same "
        "topics.",
    )

    attribution = models.CharField(
        "published under", max_length=12, choices=Attribution, blank=True
    )
    attributed_name = models.CharField(
        "name to show",
        max_length=80,
        blank=True,
        help_text="Shown instead of the author’s name. The author is then not named anywhere.",
    )
    consent_given_on = models.DateField(
        "date of consent",
        null=True,
        blank=True,
        help_text="The date the person agreed to this version of the text. Readers do not see it.",
    )
    review_on = models.DateField(
        "ask again on",
        null=True,
        blank=True,
        help_text="When to ask the person if they are still happy for the story to be published. "
        "The site does not send a reminder.",
    )
    minutes_to_read = models.PositiveSmallIntegerField(default=1, editable=False)

    objects = PageManager.from_queryset(NewsPageQuerySet)()
    base_form_class = NewsPageForm

    content_panels: ClassVar[list[Any]] = [*ContentPage.content_panels, *NEWS_PANELS]
    promote_panels: ClassVar[list[Any]] = [*PROMOTE_PANELS, *ContentPage.promote_panels]
    settings_panels: ClassVar[list[Any]] = [*ContentPage.settings_panels, *SETTINGS_PANELS]
    parent_page_types: ClassVar[list[str]] = ["news.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = "A news item, opinion, story, call to take part, video or report."
    template = "news/news_page.html"

    class Meta:
        verbose_name = "article"
        indexes = (models.Index(fields=["-date"], name="news_newest_first"),)

    # --- Facts -----------------------------------------------------------------------------

    @property
    def summary_text(self) -> str:
        return self.summary

    @property
    def is_story(self) -> bool:
        return self.kind == ArticleType.STORY

    @property
    def public_author(self) -> Any:
        """The author shown to readers; None if a story is published under another name."""
        return None if self.is_story and self.attributed_name else self.author

    @property
    def byline(self) -> str:
        """Name shown to readers; empty if there is none."""
        if self.is_story and self.attributed_name:
            return self.attributed_name
        return str(self.author) if self.author else ""

    @property
    def lead_image_alt_text(self) -> str:
        """Alt text of the lead image; empty if it is decorative."""
        return "" if self.lead_image_decorative else self.lead_image_alt

    @property
    def body_is_collapsed(self) -> bool:
        """Whether readers must expand the text, as it describes what its content notes name."""
        return self.content_note_level == ContentNoteLevel.DESCRIBED

    @cached_property
    def content_note_summary(self) -> str:
        """Names of the content notes in one line; empty if there are none."""
        labels = ", ".join(note.name for note in self.content_notes.all())
        return f"Content note: {labels}." if labels else ""

    @cached_property
    def tag_list(self) -> list[Tag]:
        """Tags with a slug, sorted by name."""
        tags = (item.tag for item in self.tagged_items.all())
        return sorted(tag for tag in tags if tag.slug)

    @property
    def minutes_to_watch(self) -> int | None:
        """Length in minutes of the first video for which an editor entered one; else None."""
        videos = (block.value for block in self.body if block.block_type == "video")
        return next((video["minutes"] for video in videos if video.get("minutes")), None)

    @property
    def views(self) -> int:
        """Number of page views up to the end of yesterday, including the former site."""
        return self.legacy_views + DailyViews.objects.count_before(timezone.localdate(), self.pk)

    # --- Related articles ------------------------------------------------------------------

    def related_articles(self, user: UserOrNone) -> list["NewsPage"]:
        """Articles visible to *user* that an editor selected, else those that share its tags."""
        visible = NewsPage.objects.visible_to(user).defer_streamfields()
        visible = visible.select_related("author", "lead_image")
        if selected := self._selected_articles(visible):
            return selected
        if not self.tag_list:
            return []
        return list(visible.related_to(self.tag_list, exclude=self.pk)[:MAX_RELATED])

    def _selected_articles(self, visible: NewsPageQuerySet) -> list["NewsPage"]:
        selected = [item["value"] for item in self.related.raw_data if item["value"]]
        found = visible.filter(pk__in=selected).exclude(pk=self.pk) if selected else ()
        return sorted(found, key=lambda article: selected.index(article.pk))

    # --- Publishing and serving ------------------------------------------------------------

    def get_publishing_errors(self) -> dict[str, str]:
        """Error messages by field name; empty if the article can be published."""
        errors = {}
        if self.lead_image_id and not (self.lead_image_alt or self.lead_image_decorative):
            errors["lead_image_alt"] = "Enter alt text, or tick “decorative image”"
        if self.is_story and not self.attribution:
            errors["attribution"] = "Choose what kind of name the story is published under"
        if self.is_story and not (self.attributed_name or self.author_id):
            errors["attributed_name"] = "Enter the name to show, or choose an author"
        if self.is_story and not self.consent_given_on:
            errors["consent_given_on"] = (
                "Enter the date the person agreed to their story being published"
            )
        return errors

    def is_publishable(self) -> bool:
        """Whether the fields required for publication, including those of stories, are valid."""
        try:
            self.full_clean()
        except ValidationError:
            return False
        return not self.get_publishing_errors()

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        """Save the article. Raises ValidationError if it is live but cannot be published."""
        if clean and self.live and (errors := self.get_publishing_errors()):
            raise ValidationError(errors)
        if "body" not in self.get_deferred_fields():
            self.minutes_to_read = self.reading_minutes
        super().save(clean=clean, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        related = self.related_articles(request.user)
        self._prefetch_for_rendering(related)
        context["related"] = related
        context["notes"] = list(self.content_notes.all())
        # The stored reading time is for listings of live pages; a draft has its own.
        is_draft = getattr(request, "is_preview", False)
        context["minutes"] = self.reading_minutes if is_draft else self.minutes_to_read
        return context

    def _prefetch_for_rendering(self, related: list["NewsPage"]) -> None:
        """Prefetch data of this article and *related* in a constant number of queries."""
        articles = [self, *related]
        stored = [article for article in articles if article.pk]
        models.prefetch_related_objects(stored, "content_notes")
        images = [article.lead_image for article in articles]
        images.append(self.public_author and self.public_author.photo)
        sizes = prefetch_renditions("", "lead", "face", *LISTING_SIZES)
        models.prefetch_related_objects([image for image in images if image], sizes)
