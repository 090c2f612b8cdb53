from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "directory.topics"
    verbose_name = "Topic hubs"

    def ready(self):
        from directory.topics import receivers

        receivers.connect()
