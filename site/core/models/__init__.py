"""Models that all apps share: base pages, images, documents, taxonomies and settings.

Apps and the upper layers of core import them from here.
"""

from core.models.helplines import Helpline
from core.models.media import CustomDocument, CustomImage, CustomRendition
from core.models.pages import BasePage, ContentPage, IntroPage, ListingPage
from core.models.settings import (
    NavigationSettings,
    OrganisationSettings,
    QuickExitSettings,
)
from core.models.site_text import SiteTextSettings
from core.models.taxonomy import ContentNote, Profession, Stage, Topic

__all__ = [
    "BasePage",
    "ContentNote",
    "ContentPage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "Helpline",
    "IntroPage",
    "ListingPage",
    "NavigationSettings",
    "OrganisationSettings",
    "Profession",
    "QuickExitSettings",
    "SiteTextSettings",
    "Stage",
    "Topic",
]
