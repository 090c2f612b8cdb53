from directory.catalogue.workflow import works_on_entries
from directory.curation.desk import changed_lately, queues_for, stopped_jobs
from directory.curation.sections import sections_of
from directory.staff.sign_in_site import StaffSite


class DeskSite(StaffSite):
    """The admin, whose first page is the curators' desk."""

    site_header = "Resource bank: curators"
    site_title = "Resource bank"
    index_title = "Your desk"
    index_template = "admin/curation/desk.html"

    def get_app_list(self, request, app_label=None):
        """The lists by what they are for; those of one app, which its own page shows, stay together."""
        apps = super().get_app_list(request, app_label)
        return apps if app_label else sections_of(apps)

    def index(self, request, extra_context=None):
        works = works_on_entries(request.user)
        desk = {
            "works_on_entries": works,
            "queues": list(queues_for(request.user)),
            "changes": list(changed_lately(request.user)) if works else [],
            "stopped": list(stopped_jobs()) if request.user.has_perm("catalogue.review_entry") else [],
        }
        return super().index(request, {**desk, **(extra_context or {})})
