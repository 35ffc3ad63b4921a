from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from scheduler.jobs import daily_job
        from search import actions, signals  # noqa: F401

        daily_job(actions.rebuild_vocabulary)
