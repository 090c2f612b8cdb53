from django.apps import AppConfig


class FreshnessConfig(AppConfig):
    name = "directory.freshness"
    verbose_name = "Freshness"

    def ready(self):
        from directory.freshness import receivers

        receivers.connect()
