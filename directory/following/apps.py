from django.apps import AppConfig


class FollowingConfig(AppConfig):
    name = "directory.following"
    verbose_name = "Other banks"

    def ready(self):
        from directory.following import receivers

        receivers.connect()
