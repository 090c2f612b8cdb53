from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "directory.notices"
    verbose_name = "Email to staff"

    def ready(self):
        from directory.notices import receivers

        receivers.connect()
