from django.apps import AppConfig


class ShortlistConfig(AppConfig):
    name = "directory.shortlist"
    verbose_name = "Shortlists"
