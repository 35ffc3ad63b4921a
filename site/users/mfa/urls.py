"""URLs of /account/2fa/, with the URL names that allauth expects."""

from allauth.account.views import ReauthenticateView
from django.urls import path

from users.mfa import passkey_views, views
from users.mfa.decorators import login_required_never_cached, recent_login_required
from users.views import allauth_view

REAUTHENTICATE_HEADING = "Confirm it is you"

urlpatterns = [
    path(
        "",
        login_required_never_cached(allauth_view(views.OverviewView, "Sign-in and security")),
        name="mfa_index",
    ),
    # --- Login and reauthentication ----------------------------------------------------------
    path(
        "sign-in/",
        allauth_view(views.AuthenticateView, "Two-step sign-in", sets_device_cookie=True),
        name="mfa_authenticate",
    ),
    path(
        "reauthenticate/",
        login_required_never_cached(
            allauth_view(views.ReauthenticateWithCodeView, REAUTHENTICATE_HEADING)
        ),
        name="mfa_reauthenticate",
    ),
    path(
        "reauthenticate/passkey/",
        login_required_never_cached(
            allauth_view(passkey_views.ReauthenticateWithPasskeyView, REAUTHENTICATE_HEADING)
        ),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "reauthenticate/password/",
        login_required_never_cached(allauth_view(ReauthenticateView, REAUTHENTICATE_HEADING)),
        name="account_reauthenticate",
    ),
    # --- Passkeys ----------------------------------------------------------------------------
    path(
        "passkeys/sign-in/",
        allauth_view(passkey_views.PasskeyLoginView, "Sign in", sets_device_cookie=True),
        name="mfa_login_webauthn",
    ),
    path(
        "passkeys/add/",
        recent_login_required(allauth_view(passkey_views.AddPasskeyView, "Add a passkey")),
        name="mfa_add_webauthn",
    ),
    path(
        "passkeys/<int:pk>/name/",
        recent_login_required(allauth_view(passkey_views.RenamePasskeyView, "Rename passkey")),
        name="mfa_edit_webauthn",
    ),
    path(
        "passkeys/<int:pk>/remove/",
        recent_login_required(allauth_view(passkey_views.RemovePasskeyView, "Remove passkey")),
        name="mfa_remove_webauthn",
    ),
    # --- TOTP and recovery codes -------------------------------------------------------------
    path(
        "app/",
        recent_login_required(allauth_view(views.TotpSetupView, "Set up an authenticator app")),
        name="mfa_activate_totp",
    ),
    path(
        "app/remove/",
        recent_login_required(allauth_view(views.RemoveTotpView, "Remove your authenticator app")),
        name="mfa_deactivate_totp",
    ),
    path(
        "codes/",
        recent_login_required(allauth_view(views.RecoveryCodesView, "Your recovery codes")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "codes/new/",
        recent_login_required(
            allauth_view(views.GenerateRecoveryCodesView, "Create new recovery codes")
        ),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "codes/recovery-codes.txt",
        recent_login_required(allauth_view(views.DownloadRecoveryCodesView, "Recovery codes")),
        name="mfa_download_recovery_codes",
    ),
]
