"""Lists of what the bank keeps by itself: to look at, never to type in."""


class ReadOnly:
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
