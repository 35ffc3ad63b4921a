from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from scheduler.jobs import every_day
        from search import actions, signals  # noqa: F401

        every_day(actions.rebuild_vocabulary)
