from django.urls import path

from directory.casestudies import views

app_name = "casestudies"
urlpatterns = [
    path("compare/", views.compare, name="compare"),
    path("<slug:slug>/", views.Detail.as_view(), name="detail"),
    path("<slug:slug>/session/", views.Session.as_view(), name="session"),
    path("<slug:slug>/preview/", views.Preview.as_view(), name="preview"),
]
