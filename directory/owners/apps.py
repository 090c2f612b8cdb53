from django.apps import AppConfig


class OwnersConfig(AppConfig):
    name = "directory.owners"
    verbose_name = "Organisations' answers"
