from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class CurationConfig(AppConfig):
    name = "directory.curation"
    verbose_name = "Curation"

    def ready(self):
        from directory.catalogue.admin import finding
        from directory.curation import roles
        from directory.curation.desk import index_search

        finding.rank_by(index_search.published_entries_with)
        post_migrate.connect(roles.grant, sender=self)


class DeskConfig(AdminConfig):
    """Django's admin, whose site is our own."""

    default_site = "directory.curation.desk.site.DeskSite"
