from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "directory.quality"
    verbose_name = "Quality"
