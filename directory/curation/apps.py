from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "directory.curation"
    verbose_name = "Curation"
