from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from scheduler.jobs import daily_job
        from search import signals, vocabulary  # noqa: F401

        daily_job(vocabulary.rebuild_search_vocabulary)
