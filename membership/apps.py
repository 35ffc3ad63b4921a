from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "membership"

    def ready(self) -> None:
        from core.clock import every_day
        from membership import signals  # noqa: F401
        from membership.actions import purge_applications

        every_day(purge_applications)
