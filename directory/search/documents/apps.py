from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The tables of the search: the other rooms of the search have none."""

    name = "directory.search.documents"
    label = "search"
    verbose_name = "Search"

    def ready(self):
        from directory.search.documents import receivers

        receivers.connect()
