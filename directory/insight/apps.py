from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "directory.insight"
    verbose_name = "Insight"

    def ready(self):
        from directory.insight.models import RecentUse
        from directory.search.documents.order.known_above import known_above

        known_above.opened = RecentUse.objects.steps_of
