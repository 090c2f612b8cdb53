from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "directory.guidance"
    verbose_name = "Guidance updates"
