from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    name = "directory.taxonomy"
    verbose_name = "Vocabularies"
