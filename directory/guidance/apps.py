from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "directory.guidance"
    verbose_name = "Guidance updates"

    def ready(self):
        from directory.catalogue.usage import usage
        from directory.guidance.usage import uses_of

        usage.register(uses_of)
