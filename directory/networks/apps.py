from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "directory.networks"
    verbose_name = "Local networks"
