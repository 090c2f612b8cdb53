from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CatalogueConfig(AppConfig):
    name = "directory.catalogue"
    verbose_name = "Catalogue"

    def ready(self):
        from directory.catalogue import database_triggers
        from directory.catalogue.actions import approval

        post_migrate.connect(database_triggers.install, sender=self)
        approval.connect()
