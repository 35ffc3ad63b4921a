"""Multi-factor authentication with passkeys, TOTP apps and recovery codes."""
