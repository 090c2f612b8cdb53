"""What each person may see and do of entries in the admin."""

from directory.catalogue.workflow import REVIEW, may_edit, may_see


class RolePermissions:
    """What each person may see and do of entries, for every admin that shows them: see `workflow`."""

    def get_object(self, request, object_id, from_field=None):
        """None for what no id can be, such as a number beyond the database's own."""
        return super().get_object(request, object_id, from_field) if len(str(object_id)) < 19 else None

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and (obj is None or may_see(request.user, obj))

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or may_edit(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        """Nothing is deleted: what is not wanted is archived, and keeps its history."""
        return False

    def has_review_permission(self, request):
        return request.user.has_perm(REVIEW)
