"""Each address answers with and without a slash at its end: a script that is redirected may not read the answer."""

from django.urls import path, re_path

from directory.opendata.open_referral import views

ITEM = "<str:identifier>"


def either_way(address, view, name):
    yield path(address, view.as_view(), name=name)
    yield path(f"{address}/", view.as_view(schema=None), name=f"{name}_slash")


app_name = "open_referral"
urlpatterns = [
    path("", views.About.as_view(), name="about"),
    *either_way("openapi.json", views.Description, "description"),
    *either_way("services", views.Services, "services"),
    *either_way(f"services/{ITEM}", views.Service, "service"),
    *either_way("organizations", views.Organizations, "organizations"),
    *either_way(f"organizations/{ITEM}", views.Organization, "organization"),
    *either_way("service_at_locations", views.ServiceAtLocations, "service_at_locations"),
    *either_way(f"service_at_locations/{ITEM}", views.ServiceAtLocation, "service_at_location"),
    *either_way("taxonomies", views.Taxonomies, "taxonomies"),
    *either_way(f"taxonomies/{ITEM}", views.Taxonomy, "taxonomy"),
    *either_way("taxonomy_terms", views.TaxonomyTerms, "taxonomy_terms"),
    *either_way(f"taxonomy_terms/{ITEM}", views.TaxonomyTerm, "taxonomy_term"),
    re_path(r"", views.Nothing.as_view(schema=None), name="nothing"),
]
