"""The greeting of somebody who has just become a member: it is shown once, to them alone."""

from django.http import HttpRequest

# Kept in the session, and in no address: nobody else can ask for the greeting, or read of it there.
MARK = "has_just_joined"


def note_joined(request: HttpRequest) -> None:
    """From here on the members' home has somebody to greet. Once they are signed in."""
    request.session[MARK] = True


def is_to_be_greeted(request: HttpRequest) -> bool:
    """Whether whoever asks has just become a member; asked again, they have not."""
    return bool(request.session.pop(MARK, False))
