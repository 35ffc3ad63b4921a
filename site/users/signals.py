"""What other apps may want to know of accounts."""

from django.dispatch import Signal

# Sent in the same transaction when somebody else has changed the address or password of *user*.
account_changed = Signal()
