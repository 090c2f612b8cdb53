from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "directory.health"
    verbose_name = "Health"

    def ready(self):
        from directory.health import error_reports, start_checks

        start_checks.register()
        error_reports.start()
