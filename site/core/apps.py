from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Site"

    def ready(self) -> None:
        from core import database_cleanup, scheduled_jobs, signals  # noqa: F401
        from core.chooser_privacy import hide_private_titles
        from core.images import prerender  # noqa: F401
        from core.page_privacy import signals as page_privacy_signals  # noqa: F401
        from core.personal_data import account, staff_activity
        from core.social_images import signals as social_image_signals  # noqa: F401
        from core.uploads import abandoned  # noqa: F401
        from scheduler.jobs import daily_job, minutely_job

        hide_private_titles()
        account.register_personal_data()
        staff_activity.register_personal_data()
        minutely_job(database_cleanup.truncate_write_ahead_log)
        # Registered after the daily jobs that delete rows, so that it runs after them.
        daily_job(database_cleanup.remove_deleted_content)
