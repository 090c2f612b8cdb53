from django.apps import AppConfig


class OutagesConfig(AppConfig):
    name = "directory.outages"
    verbose_name = "Outages"
