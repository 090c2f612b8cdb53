from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "directory.correspondence"
    verbose_name = "Email"
