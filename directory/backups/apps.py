from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "directory.backups"
    verbose_name = "Backups"
