from django.urls import path

from directory.insight import views

app_name = "insight"
urlpatterns = [
    path("impact/", views.impact, name="impact"),
    path("impact/report/", views.report, name="report"),
    path("impact/report.csv", views.report_csv, name="report_csv"),
    path("map/", views.provision, name="map"),
    path("map/gap/", views.gap, name="gap"),
    path("map.csv", views.provision_csv, name="map_csv"),
]
