from django.dispatch import Signal

# Somebody else changed how a person signs in: sent with `user` and with `what`, in words.
account_changed = Signal()
