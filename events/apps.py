from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from core import slots
        from events.members_home import next_meeting

        slots.fill(slots.MEMBERS_HOME, next_meeting)
