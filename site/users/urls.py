"""URLs of /account/: the views of allauth that we use, and our own."""

from allauth.account import views as allauth_views
from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path
from django.views.generic import RedirectView, TemplateView

from users import account_views, views
from users.login_views import LoginView
from users.mfa.decorators import login_required_never_cached, mfa_required, recent_login_required
from users.views import allauth_view, no_store

logout = allauth_view(views.LogoutView, "Sign out")

urlpatterns = [
    path(
        "login/", allauth_view(LoginView, "Sign in", sets_device_cookie=True), name="account_login"
    ),
    path("logout/", logout, name="account_logout"),
    path(
        "password/reset/",
        allauth_view(views.PasswordResetView, "Forgotten your password?"),
        name="account_reset_password",
    ),
    path(
        "password/reset/done/",
        allauth_view(allauth_views.PasswordResetDoneView, "Check your email"),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_view(
            allauth_views.PasswordResetFromKeyView, "Choose a password", sets_device_cookie=True
        ),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth_view(allauth_views.PasswordResetFromKeyDoneView, "Password changed"),
        name="account_reset_password_from_key_done",
    ),
    path(
        "password/change/",
        mfa_required(allauth_view(views.ChangePasswordView, "Change your password")),
        name="account_change_password",
    ),
    path(
        "password/change/done/",
        login_required(
            allauth_view(
                TemplateView,
                "Password changed",
                template_name="account/password_changed.html",
            )
        ),
        name="account_change_password_done",
    ),
    path(
        "email/",
        recent_login_required(allauth_view(account_views.EmailView, "Change your email address")),
        name="account_email",
    ),
    path(
        "email/sent/",
        login_required_never_cached(
            allauth_view(
                account_views.MessageView,
                "Check your email at both addresses",
                text_field="email_sent_text",
            )
        ),
        name="account_email_sent",
    ),
    path(
        "email/confirm/<str:token>/",
        allauth_view(account_views.ConfirmEmailView, "Change your email address"),
        name="account_confirm_email",
    ),
    path(
        "sessions/",
        login_required_never_cached(
            allauth_view(account_views.SessionsView, "Where you are signed in")
        ),
        name="account_sessions",
    ),
    path(
        "recovery/<str:token>/",
        allauth_view(account_views.CancelRecoveryView, "Stop account recovery"),
        name="account_cancel_recovery",
    ),
    path("2fa/", include("users.mfa.urls")),
    # allauth redirects users without a password here; they set one by email.
    path(
        "password/set/",
        no_store(RedirectView.as_view(pattern_name="account_reset_password")),
        name="account_set_password",
    ),
]
