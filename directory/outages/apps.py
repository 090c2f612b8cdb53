from django.apps import AppConfig


class OutagesConfig(AppConfig):
    name = "directory.outages"
    verbose_name = "Outages"

    def ready(self):
        from directory.outages.copy import receivers

        receivers.connect()
