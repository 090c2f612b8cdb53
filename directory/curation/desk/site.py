from directory.catalogue.workflow import works_on_entries
from directory.county.current import county
from directory.curation.desk.my_work import changed_lately, kinds_to_add, my_work, what_has_stopped
from directory.curation.desk.queues import queues_for
from directory.curation.desk.sections import sections_of
from directory.staff.sign_in_site import StaffSite
from directory.staff.sign_ins.log import last_sign_in_before


class DeskSite(StaffSite):
    """The admin, whose first page is the curators' desk."""

    site_header = f"{county.site_name}: curators"
    site_title = county.site_name
    index_title = "Your desk"
    index_template = "admin/curation/desk.html"

    def get_app_list(self, request, app_label=None):
        """The lists by what they are for; those of one app, which its own page shows, stay together."""
        apps = super().get_app_list(request, app_label)
        return apps if app_label else sections_of(apps)

    def index(self, request, extra_context=None):
        user, works = request.user, works_on_entries(request.user)
        queues = list(queues_for(user))
        desk = {
            "urgent": [queue for queue in queues if queue.urgent and queue.count],
            "queues": [queue for queue in queues if queue.count and not queue.urgent],
            "empty": [queue for queue in queues if not queue.count],
            "works_on_entries": works,
            "mine": list(my_work(user)) if works else [],
            "kinds": list(kinds_to_add(user)),
            "changes": list(changed_lately(user)) if works else [],
            "last_sign_in": last_sign_in_before(user),
            "stopped": list(what_has_stopped()) if user.has_perm("catalogue.review_entry") else [],
        }
        return super().index(request, {**desk, **(extra_context or {})})
