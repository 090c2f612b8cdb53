from django.urls import path

from directory.organisations import views

app_name = "organisations"
urlpatterns = [
    path("<slug:slug>.vcf", views.ContactCard.as_view(), name="card"),
    path("<slug:slug>/", views.Detail.as_view(), name="detail"),
    path("<slug:slug>/preview/", views.Preview.as_view(), name="preview"),
]
