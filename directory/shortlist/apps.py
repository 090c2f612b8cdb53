from django.apps import AppConfig


class ShortlistConfig(AppConfig):
    name = "directory.shortlist"
    verbose_name = "Shortlists"

    def ready(self):
        from directory.catalogue.usage import usage
        from directory.shortlist.list_contents import uses_of

        usage.register(uses_of)
