from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "directory.training"
    verbose_name = "Training"

    def ready(self):
        from directory.catalogue.usage import usage
        from directory.training.usage import uses_of

        usage.register(uses_of)
