from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    name = "directory.subscriptions"
    verbose_name = "Email to readers"

    def ready(self):
        from directory.subscriptions import receivers

        receivers.connect()
