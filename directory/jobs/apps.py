from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "directory.jobs"
    verbose_name = "Jobs"
