"""The access log of the team's pages."""

from collections.abc import Iterable

from django.http import HttpRequest

from membership.models import Application
from privacy.models import AccessLog
from users.models import User


def log_access(
    request: HttpRequest,
    action: str,
    kind: str,
    subjects: Iterable[Application | User],
    *,
    reason: str = "",
) -> None:
    """Record in the access log that the current user sees *subjects*. Call it before rendering.

    *kind*: "application", or "member" with the members' accounts as *subjects*.
    """
    AccessLog.objects.record(
        user=request.user,  # type: ignore[arg-type]
        action=action,
        kind=kind,
        references=[subject.reference for subject in subjects],
        reason=reason,
    )
