from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "membership"

    def ready(self) -> None:
        from core.clock import every_day, every_minute
        from membership import signals  # noqa: F401
        from membership.actions import forget_networks, purge_applications

        every_day(purge_applications)
        every_minute(forget_networks)
