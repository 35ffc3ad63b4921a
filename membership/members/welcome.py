"""The greeting of somebody who has just become a member: it is shown once, to them alone."""

from django.http import HttpRequest

# Kept in the session, and in no address: nobody else can ask for the greeting, or read of it there.
SESSION_KEY = "has_just_joined"


def set_welcome_flag(request: HttpRequest) -> None:
    """From here on the members' home has somebody to greet. Once they are signed in."""
    request.session[SESSION_KEY] = True


def pop_welcome_flag(request: HttpRequest) -> bool:
    """Whether whoever asks has just become a member; asked again, they have not."""
    return bool(request.session.pop(SESSION_KEY, False))
