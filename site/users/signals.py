"""Signals about accounts, for other apps."""

from django.dispatch import Signal

# Sent when another user has changed the email address or password of *user*, in the transaction
# of the change.
account_changed = Signal()
