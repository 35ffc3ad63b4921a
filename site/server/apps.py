from django.apps import AppConfig


class ServerConfig(AppConfig):
    name = "server"
    verbose_name = "Server"

    def ready(self) -> None:
        from server.process_exit import run_hooks_at_exit

        run_hooks_at_exit()
