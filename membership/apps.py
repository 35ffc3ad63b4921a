from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "membership"

    def ready(self) -> None:
        from core.clock import every_day, every_minute
        from membership import (
            actions,
            personal_data,
            signals,  # noqa: F401
        )
        from membership.members import gate
        from users.way_in import ask_first

        personal_data.join_all()
        ask_first(gate.asks_on_signing_in)
        every_day(actions.purge_applications)
        every_day(actions.end_suspensions)
        every_day(actions.erase_left_members)
        every_day(actions.count_members)
        every_minute(actions.forget_networks)
        every_minute(actions.settle_acts)
