from django.apps import AppConfig


class WhoToCallConfig(AppConfig):
    name = "directory.who_to_call"
    verbose_name = "Who to call"
