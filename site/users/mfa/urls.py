"""The addresses of the second step, under the names by which allauth knows them."""

from allauth.account.views import ReauthenticateView
from django.urls import path

from users.mfa import passkey_views, views
from users.mfa.decorators import login_required_never_cached, recent_login_required
from users.views import allauth_view

AGAIN = "Please show that it is you"

urlpatterns = [
    path(
        "",
        login_required_never_cached(allauth_view(views.OverviewView, "How you sign in")),
        name="mfa_index",
    ),
    # --- At signing in, and before a change --------------------------------------------------
    path(
        "sign-in/",
        allauth_view(views.CodeView, "One more step", sets_device_cookie=True),
        name="mfa_authenticate",
    ),
    path(
        "again/",
        login_required_never_cached(allauth_view(views.CodeAgainView, AGAIN)),
        name="mfa_reauthenticate",
    ),
    path(
        "again/passkey/",
        login_required_never_cached(allauth_view(passkey_views.PasskeyAgainView, AGAIN)),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "again/password/",
        login_required_never_cached(allauth_view(ReauthenticateView, AGAIN)),
        name="account_reauthenticate",
    ),
    # --- Passkeys ----------------------------------------------------------------------------
    path(
        "passkeys/sign-in/",
        allauth_view(passkey_views.PasskeyAloneView, "Sign in", sets_device_cookie=True),
        name="mfa_login_webauthn",
    ),
    path(
        "passkeys/add/",
        recent_login_required(allauth_view(passkey_views.AddPasskeyView, "Add a passkey")),
        name="mfa_add_webauthn",
    ),
    path(
        "passkeys/<int:pk>/name/",
        recent_login_required(allauth_view(passkey_views.NamePasskeyView, "Name this passkey")),
        name="mfa_edit_webauthn",
    ),
    path(
        "passkeys/<int:pk>/remove/",
        recent_login_required(allauth_view(passkey_views.RemovePasskeyView, "Remove this passkey")),
        name="mfa_remove_webauthn",
    ),
    # --- An app, and recovery codes ----------------------------------------------------------
    path(
        "app/",
        recent_login_required(allauth_view(views.AppView, "Set up an app")),
        name="mfa_activate_totp",
    ),
    path(
        "app/remove/",
        recent_login_required(allauth_view(views.RemoveAppView, "Remove the app")),
        name="mfa_deactivate_totp",
    ),
    path(
        "codes/",
        recent_login_required(allauth_view(views.CodesView, "Your recovery codes")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "codes/new/",
        recent_login_required(allauth_view(views.NewCodesView, "Make new recovery codes")),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "codes/recovery-codes.txt",
        recent_login_required(allauth_view(views.CodesFileView, "Recovery codes")),
        name="mfa_download_recovery_codes",
    ),
]
