from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "directory.training"
    verbose_name = "Training"
