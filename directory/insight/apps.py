from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "directory.insight"
    verbose_name = "Insight"
