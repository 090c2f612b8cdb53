from django.apps import AppConfig


class CaseStudiesConfig(AppConfig):
    name = "directory.casestudies"
    verbose_name = "Case studies"
