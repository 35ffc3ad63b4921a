"""Signals about accounts, for other apps."""

from django.dispatch import Signal

# Sent in the same transaction when somebody else has changed the address or password of *user*.
account_changed = Signal()
