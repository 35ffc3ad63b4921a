"""Addresses of applications: fixed, wherever the join page stands."""

from django.urls import path

from membership.joining import link_views, set_up_views, views

urlpatterns = [
    path("apply/", views.ApplyView.as_view(), name="apply"),
    path("sent/", views.sent, name="application_sent"),
    path("resend/", link_views.ResendView.as_view(), name="resend_application_link"),
    path("resent/", link_views.resent, name="application_resent"),
    path("withdrawn/", link_views.withdrawn, name="application_withdrawn"),
    path("application/<str:token>/", link_views.ApplicationView.as_view(), name="application"),
    path(
        "application/<str:token>/set-up/",
        set_up_views.SetUpView.as_view(),
        name="complete_onboarding",
    ),
]
