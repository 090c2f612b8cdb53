from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "directory.resources"
    verbose_name = "Teaching resources"
