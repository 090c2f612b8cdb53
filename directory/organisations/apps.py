from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "directory.organisations"
    verbose_name = "Support organisations"
