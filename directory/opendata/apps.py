from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "directory.opendata"
    verbose_name = "Open data"

    def ready(self):
        from directory.opendata import receivers

        receivers.connect()
