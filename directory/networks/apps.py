from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "directory.networks"
    verbose_name = "Local networks"

    def ready(self):
        from directory.catalogue.usage import usage
        from directory.networks.usage import uses_of

        usage.register(uses_of)
