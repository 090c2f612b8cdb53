from django.dispatch import Signal

# How a person signs in was changed, by themselves or by somebody else: sent with `user` and with `what`, in words.
account_changed = Signal()
