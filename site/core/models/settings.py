"""Settings for the organisation, menus and footer, and the quick exit."""

from typing import Any, ClassVar

from django.core.validators import EmailValidator
from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page

from core.blocks.links import LinkBlock, LinkValue
from core.caching import cached_until_change
from core.validators import QuickExitUrlValidator


class MenuItemBlock(LinkBlock):
    """An item of the main menu, with an optional submenu."""

    children = blocks.ListBlock(
        LinkBlock(), default=[], label="Below it", collapsed=True, required=False
    )

    class Meta:
        icon = "link"
        label = "Menu item"
        value_class = LinkValue


class FooterColumnBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=60)
    links = blocks.ListBlock(LinkBlock())

    class Meta:
        icon = "list-ul"
        label = "Column"


@register_setting(icon="home", order=10)
class OrganisationSettings(BaseGenericSetting):
    """Name, description, logo and contact details of the organisation."""

    name = models.CharField(max_length=80, default="in2gr8mentalhealth")
    strapline = models.CharField(max_length=160, blank=True)
    description = models.TextField(blank=True, help_text="One or two sentences for search engines.")
    logo = models.ForeignKey(
        "core.CustomImage",
        verbose_name="mark",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Replaces the two circles at the top of every page.",
    )
    contact_email = models.EmailField(blank=True, validators=[EmailValidator()])
    contact_address = models.TextField("postal address", blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("strapline"),
        FieldPanel("description"),
        FieldPanel("logo"),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("contact_address")],
            heading="Contact",
        ),
    ]

    class Meta:
        verbose_name = "Organisation"


def _protected_page_field(help_text: str) -> models.ForeignKey:
    return models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=help_text,
    )


@register_setting(icon="list-ul", order=20)
class NavigationSettings(BaseGenericSetting):
    """Menus, footer, and the pages that the whole site links to, which are protected.

    Protected pages cannot be deleted, unpublished or made private.
    """

    main_menu = StreamField([("item", MenuItemBlock())], blank=True)
    footer_columns = StreamField([("column", FooterColumnBlock())], blank=True)
    privacy_promise = models.TextField(
        "promise", blank=True, help_text="Large words at the foot of public pages, a line each."
    )
    form_privacy_promise = models.TextField(
        "promise beside forms",
        blank=True,
        default="One cookie, for this form.\nGone when you close the browser.",
        help_text="The same on pages with a form, which needs one cookie; a line each.",
    )
    urgent_help_page = _protected_page_field("Behind “Urgent help” at the top of every page.")
    join_page = _protected_page_field("Where people learn how to join.")
    privacy_page = _protected_page_field("What we keep about whom, and for how long.")
    contact_page = _protected_page_field("How to write to us.")
    guidelines_page = _protected_page_field(
        "The community guidelines. Members agree to them; published with other words, they are "
        "asked again."
    )

    PROTECTED_PAGE_FIELDS = (
        "urgent_help_page",
        "join_page",
        "privacy_page",
        "contact_page",
        "guidelines_page",
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("main_menu"),
        FieldPanel("footer_columns"),
        MultiFieldPanel(
            [FieldPanel("privacy_promise"), FieldPanel("form_privacy_promise")],
            heading="Promise at the foot of the page",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in PROTECTED_PAGE_FIELDS],
            heading="Pages that the furniture needs",
            help_text="A page chosen here cannot be deleted or unpublished.",
        ),
    ]

    class Meta:
        verbose_name = "Menus and footer"

    @classmethod
    def get_site_pages(cls) -> dict[str, int | None]:
        """Primary keys of the protected pages by field name, cached until the site changes."""
        return cached_until_change("site pages", cls._read_site_pages)

    @classmethod
    def _read_site_pages(cls) -> dict[str, int | None]:
        return cls.objects.values(*cls.PROTECTED_PAGE_FIELDS).first() or {}

    def protected_pages_under(self, page: Page) -> list[str]:
        """Titles of the protected pages among *page* and its descendants."""
        chosen = [getattr(self, name) for name in self.PROTECTED_PAGE_FIELDS]
        return [
            protected.title
            for protected in chosen
            if protected and protected.path.startswith(page.path)
        ]


@register_setting(icon="logout", order=25)
class QuickExitSettings(BaseGenericSetting):
    """The URL that a quick exit redirects to, and the hint beside the button."""

    url = models.URLField(
        "where it ends",
        default="https://www.bbc.co.uk/weather",
        validators=[QuickExitUrlValidator()],
        help_text="A page on another site that explains itself on anybody's screen.",
    )
    hint = models.CharField(
        max_length=160,
        blank=True,
        default="Or press Shift three times.",
        help_text="Shown beside the button where the keyboard can do it too.",
    )

    panels: ClassVar[list[Any]] = [FieldPanel("url"), FieldPanel("hint")]

    class Meta:
        verbose_name = "Leave quickly"
