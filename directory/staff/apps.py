from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class StaffConfig(AppConfig):
    name = "directory.staff"
    verbose_name = "Staff"

    def ready(self):
        from directory.staff.autocomplete import leave_out_what_is_no_key
        from directory.staff.session_limits import note_sign_in_time
        from directory.staff.sign_ins import receivers

        leave_out_what_is_no_key()
        user_logged_in.connect(note_sign_in_time)
        receivers.connect()
