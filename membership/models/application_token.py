"""Tokens of the links in emails and of submitted forms, stored as digests."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from membership.models.application import Application

# How long an emailed link can confirm an application.
CONFIRMATION_VALID_FOR = timedelta(hours=24)
# How long an emailed link can be used for onboarding.
ONBOARDING_VALID_FOR = timedelta(days=7)
# A primary key that no application has.
NO_APPLICATION = 0


class SubmittedFormToken(models.Model):
    """The digest of a submitted form, so that a form sent twice counts once."""

    digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.digest[:8]


class ApplicationTokenQuerySet(models.QuerySet["ApplicationToken"]):
    def by_token(self, token: str) -> "ApplicationToken | None":
        """The row of *token*, or None."""
        found = self.filter(digest=hash_token(token)).select_related("application")
        return found.first()

    def due_for_purge(self, now: datetime) -> "ApplicationTokenQuerySet":
        """Superseded or without an application, and expired for at least a day."""
        yesterday = now - timedelta(days=1)
        unusable = models.Q(application=None) | models.Q(superseded=True)
        return self.filter(unusable, expires_at__lte=yesterday)


class ApplicationToken(models.Model):
    """The token of an emailed link, stored as a digest. It confirms once, within a day.

    Afterwards the link shows the status of the application for as long as that exists. A link sent
    to an email address without an application leads to none, which only the owner of that address
    can see.
    """

    digest = models.CharField(max_length=64, unique=True)
    application = models.ForeignKey(
        Application, null=True, on_delete=models.CASCADE, related_name="tokens"
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    superseded = models.BooleanField(default=False)

    objects = ApplicationTokenQuerySet.as_manager()

    def __str__(self) -> str:
        return f"token {self.pk}"

    @classmethod
    def issue(
        cls,
        application: Application | None,
        valid_for: timedelta = CONFIRMATION_VALID_FOR,
        **fields: Any,
    ) -> str:
        """Store a new token that supersedes the older ones. Returns the token.

        *valid_for*: how long it can confirm or, after approval, be used for onboarding.
        """
        token = secrets.token_urlsafe(32)
        # Queried without an application too, so that known and unknown emails take equally long.
        previous = cls.objects.filter(
            application_id=application.pk if application else NO_APPLICATION
        )
        previous.update(superseded=True)
        expires = timezone.now() + valid_for
        cls.objects.create(
            digest=hash_token(token), application=application, expires_at=expires, **fields
        )
        return token

    def is_expired(self, now: datetime) -> bool:
        return now >= self.expires_at


def hash_token(token: str) -> str:
    """The digest under which *token* is stored."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
