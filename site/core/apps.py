from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Site"

    def ready(self) -> None:
        from core.admin import previews  # noqa: F401
        from core.admin.chooser_privacy import hide_private_titles
        from core.images import social_image_signals  # noqa: F401
        from core.navigation import signals  # noqa: F401
        from core.visibility.page_privacy import signals as page_privacy_signals  # noqa: F401

        hide_private_titles()
