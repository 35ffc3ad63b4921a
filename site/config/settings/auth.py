"""allauth's settings for authentication and two-step sign-in, the same in every installation."""

ACCOUNT_ADAPTER = "users.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_FORMS = {
    "login": "users.forms.LoginForm",
    "reset_password": "users.forms.PasswordResetForm",
    "user_token": "users.forms.UserTokenForm",
    "reset_password_from_key": "users.forms.ResetPasswordKeyForm",
    "change_password": "users.forms.ChangePasswordForm",
    "reauthenticate": "users.forms.ReauthenticateForm",
}
# allauth's own creates an EmailAddress row, a second copy of the email address; Django's does not.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
# Per client network (ip) and per submitted value (key). users.rate_limits counts login attempts.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_request": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",  # of network and account combined
    "login_account": "50/h/key",  # of the account, from all networks
    "login_trusted_device": "10/5m/key,30/h/key",  # of the account, on a trusted device
    "mfa_code": "5/5m/key,30/d/key",  # of the account; codes are short
    "passkey": "30/m/ip",  # cannot be guessed
    "reauthenticate": "10/m/user",
    "reset_password": "20/h/ip,3/d/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
}

# --- Two-step sign-in ---------------------------------------------------------------------------
MFA_ADAPTER = "users.mfa.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Nobody signs up through allauth, so allauth verifies no email addresses.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Also accept the codes of the 30 seconds before and after, as the clocks of phones can be wrong.
MFA_TOTP_TOLERANCE = 1
