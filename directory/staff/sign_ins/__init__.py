"""Guessing of passwords, and the log of who signed in.

In: Django's signals of signing in, and tries that come before a password is looked at. Out: 429 for whoever has to
wait (`waiting`), and the list that administrators read (`log`). A network is counted by django-axes (`counting`), a
name by us (`slowing`): docs/adr/0038.
"""
