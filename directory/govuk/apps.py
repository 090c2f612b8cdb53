from django.apps import AppConfig


class GovukConfig(AppConfig):
    name = "directory.govuk"
    verbose_name = "GOV.UK look"
