from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "directory.search"
    verbose_name = "Search"

    def ready(self):
        from directory.search import receivers

        receivers.connect()
