from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "directory.topics"
    verbose_name = "Topic hubs"

    def ready(self):
        from directory.catalogue.usage import usage
        from directory.topics import receivers
        from directory.topics.usage import uses_of

        receivers.connect()
        usage.register(uses_of)
