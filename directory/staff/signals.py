from django.dispatch import Signal

# Somebody else changed how a person signs in: sent with `user` and with `what`, in words.
account_changed = Signal()

# Sent with `request`, `user` and, where it was given, `way`, a `SignIn.Way`.
second_factor_given = Signal()
second_factor_refused = Signal()
