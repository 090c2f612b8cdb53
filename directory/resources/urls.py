from django.urls import path

from directory.resources import views

app_name = "resources"
urlpatterns = [
    path("<slug:slug>/", views.Detail.as_view(), name="detail"),
    path("<slug:slug>/preview/", views.Preview.as_view(), name="preview"),
]
