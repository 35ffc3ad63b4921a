"""The open sessions of a user."""

from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from users.models import User


def end_sessions(user: User) -> None:
    """Delete all sessions of *user*, pending logins included."""
    Session.objects.filter(pk__in=get_open_session_keys(user)).delete()


def get_open_session_keys(user: User) -> list[str]:
    """Keys of the sessions of *user*, pending logins included."""
    rows = Session.objects.filter(expire_date__gt=timezone.now())
    return [row.pk for row in rows.iterator() if _belongs_to(user, row.get_decoded())]


def _belongs_to(user: User, data: dict[str, Any]) -> bool:
    pending_login = data.get(LOGIN_SESSION_KEY)
    pending = pending_login.get("user_pk") if isinstance(pending_login, dict) else None
    return data.get(SESSION_KEY) == str(user.pk) or pending == user_pk_to_url_str(user)
