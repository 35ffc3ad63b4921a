"""URLs of applications. They do not depend on the URL of the join page."""

from django.urls import path

from membership.applications import onboarding_views, status_views, views

urlpatterns = [
    path("apply/", views.ApplyView.as_view(), name="apply"),
    path("sent/", views.sent, name="application_sent"),
    path("resend/", status_views.ResendView.as_view(), name="resend_application_link"),
    path("resent/", status_views.resent, name="application_resent"),
    path("withdrawn/", status_views.withdrawn, name="application_withdrawn"),
    path("application/<str:token>/", status_views.ApplicationView.as_view(), name="application"),
    path(
        "application/<str:token>/set-up/",
        onboarding_views.OnboardingView.as_view(),
        name="onboarding",
    ),
]
