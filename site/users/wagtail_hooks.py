"""What the audit log can say about accounts."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("users.invite", "Invite", "Invited to look after the site")
