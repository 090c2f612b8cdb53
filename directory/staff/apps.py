from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class StaffConfig(AppConfig):
    name = "directory.staff"
    verbose_name = "Staff"

    def ready(self):
        from directory.staff.middleware import note_the_time

        user_logged_in.connect(note_the_time)
