"""Accounts: models, sign-in, two-step sign-in (mfa), rate limits, and the admin's user forms.

privacy, core and the layers above import it. Within it, imports follow layers as well.
"""
