from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "The site as a whole"

    def ready(self) -> None:
        from core import signals  # noqa: F401
        from core.pictures import ahead  # noqa: F401
        from core.social_cards import signals as card_signals  # noqa: F401
