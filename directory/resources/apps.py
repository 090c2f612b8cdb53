from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "directory.resources"
    verbose_name = "Teaching resources"

    def ready(self):
        from directory.catalogue.usage import usage
        from directory.resources.usage import uses_of

        usage.register(uses_of)
