"""Sending emails whose subject and text editors can change."""

from mailqueue.models import EmailTemplateSettings


def send_templated_email(*, name: str, to: str, link: str, **values: object) -> None:
    """Queue the email template *name* ("invitation", "password_reset") for the address *to*.

    The email is stored in the current transaction and delivered after its commit. *link* is a path
    of this site; *values* are the values of the other placeholders.
    """
    EmailTemplateSettings.load().render(name, link=link, **values).send(to=to)
