from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from home.groups import create_groups

        post_migrate.connect(create_groups, sender=self, dispatch_uid="home.create_groups")
