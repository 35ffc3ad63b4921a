from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "membership"

    def ready(self) -> None:
        from membership import (
            actions,
            personal_data,
            signals,  # noqa: F401
        )
        from scheduler.jobs import daily_job, minutely_job

        personal_data.register_personal_data()
        daily_job(actions.purge_applications)
        daily_job(actions.end_suspensions)
        daily_job(actions.erase_ended_members)
        daily_job(actions.record_member_count)
        minutely_job(actions.purge_network_counts)
        minutely_job(actions.finalise_decisions)
