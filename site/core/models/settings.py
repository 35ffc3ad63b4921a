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
        LinkBlock(), default=[], label="Submenu", collapsed=True, required=False
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

    name = models.CharField(
        max_length=80,
        default="in2gr8mentalhealth",
        help_text="The organisation’s name, shown on every page and to search engines.",
    )
    strapline = models.CharField("tagline", max_length=160, blank=True)
    description = models.TextField(blank=True, help_text="One or two sentences for search engines.")
    logo = models.ForeignKey(
        "core.CustomImage",
        verbose_name="logo",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown at the top of every page instead of the two circles.",
    )
    contact_email = models.EmailField(
        "contact email address", blank=True, validators=[EmailValidator()]
    )
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
        "footer statement",
        blank=True,
        help_text="Shown in large text at the foot of public pages. Put each statement on its own "
        "line.",
    )
    form_privacy_promise = models.TextField(
        "footer statement on pages with a form",
        blank=True,
        default="This form uses one cookie.\nIt is deleted when you close the browser.",
        help_text="Shown instead on pages with a form, which need a cookie. Put each statement on "
        "its own line.",
    )
    urgent_help_page = _protected_page_field(
        "The page that the “Urgent help” link at the top of every page opens."
    )
    join_page = _protected_page_field("The page that explains how to join.")
    privacy_page = _protected_page_field(
        "The page that explains what personal information we hold and for how long."
    )
    contact_page = _protected_page_field("The page that explains how to contact us.")
    guidelines_page = _protected_page_field(
        "The community guidelines, which members agree to. When you publish a change to this page, "
        "all members are asked to agree again."
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
            heading="Footer statements",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in PROTECTED_PAGE_FIELDS],
            heading="Pages that every page links to",
            help_text="You cannot delete or unpublish a page chosen here.",
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
        "web address to open",
        default="https://www.bbc.co.uk/weather",
        validators=[QuickExitUrlValidator()],
        help_text="A neutral page on another website, such as a weather forecast.",
    )
    hint = models.CharField(
        "keyboard hint",
        max_length=160,
        blank=True,
        default="Or press Shift 3 times.",
        help_text="Shown beside the button on devices with a keyboard.",
    )

    panels: ClassVar[list[Any]] = [FieldPanel("url"), FieldPanel("hint")]

    class Meta:
        verbose_name = "Leave quickly"
