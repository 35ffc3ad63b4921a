from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "membership"

    def ready(self) -> None:
        from membership import (
            actions,
            personal_data,
            signals,  # noqa: F401
        )
        from scheduler.jobs import every_day, every_minute

        personal_data.join_all()
        every_day(actions.purge_applications)
        every_day(actions.end_suspensions)
        every_day(actions.erase_left_members)
        every_day(actions.count_members)
        every_minute(actions.forget_networks)
        every_minute(actions.settle_acts)
