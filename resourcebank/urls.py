from django.contrib import admin
from django.urls import include, path
from django.views import defaults

from directory.catalogue.kinds import Kind

# As Django's own, but that they do not read what was sent: that may be what is wrong with it.
handler400, handler403, handler404 = (
    page.__wrapped__ for page in (defaults.bad_request, defaults.permission_denied, defaults.page_not_found)
)
handler500 = "directory.outages.answers.server_error"
urlpatterns = [
    path("", include("directory.pages.urls")),
    path("easy/", include("directory.pages.easy.urls")),
    path("embed/", include("directory.embeds.urls")),
    path("", include("directory.opendata.urls")),
    path("api/oruk/", include("directory.opendata.open_referral.urls")),
    path("data/", include("directory.opendata.bulk.urls")),
    path("api/", include("directory.opendata.api.urls")),
    path("", include("directory.search.pages.urls")),
    path("", include("directory.lessons.urls")),
    path("", include("directory.topics.urls")),
    path("", include("directory.who_to_call.incident.urls")),
    path("", include("directory.inbox.urls")),
    path("", include("directory.quality.urls")),
    path("", include("directory.owners.urls")),
    path("", include("directory.networks.urls")),
    path("", include("directory.shortlist.urls")),
    path("email/", include("directory.subscriptions.urls")),
    path("", include("directory.insight.urls")),
    *(path(f"{kind.path}/", include(f"directory.{kind.namespace}.urls")) for kind in Kind),
    path("admin/password-reset/", include("directory.notices.password_reset")),
    path("admin/", include("directory.staff.urls")),
    path("admin/", admin.site.urls),
]
