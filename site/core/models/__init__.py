"""What every page and subject shares."""

from core.models.account_words import AccountWordingSettings
from core.models.helplines import Helpline
from core.models.media import CustomDocument, CustomImage, CustomRendition
from core.models.page_views import DailyViews
from core.models.pages import BasePage, ContentPage, IntroPage, ListingPage
from core.models.second_factor import SecondFactorWordingSettings
from core.models.settings import (
    NavigationSettings,
    OrganisationSettings,
    QuickExitSettings,
)
from core.models.site_text import SiteTextSettings
from core.models.taxonomy import ContentNote, Profession, Stage, Topic

__all__ = [
    "AccountWordingSettings",
    "BasePage",
    "ContentNote",
    "ContentPage",
    "Helpline",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "DailyViews",
    "IntroPage",
    "QuickExitSettings",
    "ListingPage",
    "NavigationSettings",
    "OrganisationSettings",
    "Profession",
    "SecondFactorWordingSettings",
    "Stage",
    "Topic",
    "SiteTextSettings",
]
