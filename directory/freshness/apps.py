from django.apps import AppConfig


class FreshnessConfig(AppConfig):
    name = "directory.freshness"
    verbose_name = "Freshness"

    def ready(self):
        from directory.catalogue.admin.steps import warnings as step_warnings
        from directory.freshness import receivers
        from directory.freshness.admin_pages import link_warnings

        receivers.connect()
        step_warnings.sources.append(link_warnings)
