"""URLs of members' own pages. They identify no member: each shows the current user's data."""

from django.urls import path

from membership.members import consent_views
from membership.members import views as member_views

urlpatterns = [
    path("", member_views.home, name="members_home"),
    path("settings/", member_views.settings, name="member_settings"),
    path("break/", member_views.break_view, name="member_break"),
    path("agree/", consent_views.consent_view, name="member_consents"),
]
