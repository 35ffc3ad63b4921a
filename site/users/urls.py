"""The addresses of sign-in: these and no others of allauth's."""

from allauth.account import views as allauth_views
from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path
from django.views.generic import RedirectView, TemplateView

from users import change_views, views
from users.mfa.decorators import login_required_never_cached, mfa_required, recent_login_required
from users.sign_in import SignInView
from users.views import never_stored, page

sign_out = page(views.SignOutView, "Sign out")

urlpatterns = [
    path("login/", page(SignInView, "Sign in", remembers=True), name="account_login"),
    path("logout/", sign_out, name="account_logout"),
    path(
        "password/reset/",
        page(views.ResetRequestView, "Forgotten your password?"),
        name="account_reset_password",
    ),
    path(
        "password/reset/done/",
        page(allauth_views.PasswordResetDoneView, "Please look at your mail"),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        page(allauth_views.PasswordResetFromKeyView, "Choose a password", remembers=True),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        page(allauth_views.PasswordResetFromKeyDoneView, "Your password has been changed"),
        name="account_reset_password_from_key_done",
    ),
    path(
        "password/change/",
        mfa_required(page(views.ChangePasswordView, "Change your password")),
        name="account_change_password",
    ),
    path(
        "password/change/done/",
        login_required(
            page(
                TemplateView,
                "Your password has been changed",
                template_name="account/password_changed.html",
            )
        ),
        name="account_change_password_done",
    ),
    path(
        "email/",
        recent_login_required(page(change_views.EmailView, "A new address")),
        name="account_email",
    ),
    path(
        "email/sent/",
        login_required_never_cached(
            page(change_views.WordsView, "Please look at both mailboxes", says="email_sent_text")
        ),
        name="account_email_sent",
    ),
    path(
        "email/confirm/<str:token>/",
        page(change_views.ConfirmEmailView, "A new address"),
        name="account_confirm_email",
    ),
    path(
        "sessions/",
        login_required_never_cached(page(change_views.SessionsView, "Where you are signed in")),
        name="account_sessions",
    ),
    path(
        "recovery/<str:token>/",
        page(change_views.CancelRecoveryView, "A way back into an account"),
        name="account_cancel_recovery",
    ),
    path("2fa/", include("users.mfa.urls")),
    # allauth sends people without a password here: they choose one through their mail.
    path(
        "password/set/",
        never_stored(RedirectView.as_view(pattern_name="account_reset_password")),
        name="account_set_password",
    ),
]
