"""A session flag, set by onboarding: the members' home then shows the welcome text once."""

from django.http import HttpRequest

# In the session and not in the URL, where it could be forged or seen in the history.
SESSION_KEY = "has_just_joined"


def set_welcome_flag(request: HttpRequest) -> None:
    """Have the members' home show the welcome text. Call it after login."""
    request.session[SESSION_KEY] = True


def pop_welcome_flag(request: HttpRequest) -> bool:
    """Whether the user has just become a member. Clears the flag."""
    return bool(request.session.pop(SESSION_KEY, False))
