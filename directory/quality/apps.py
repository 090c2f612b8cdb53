from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "directory.quality"
    verbose_name = "Quality"

    def ready(self):
        from directory.quality import receivers

        receivers.connect()
