from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "directory.inbox"
    verbose_name = "Inbox"
