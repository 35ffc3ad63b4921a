"""Multi-factor authentication with passkeys, TOTP apps and recovery codes.

Within users, only urls, adapters and middleware import it. Apps above use its decorators.
"""
