from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "The site as a whole"

    def ready(self) -> None:
        from core import signals  # noqa: F401
