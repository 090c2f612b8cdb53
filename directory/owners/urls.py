from django.urls import path

from directory.owners import views

app_name = "owners"
urlpatterns = [
    path("confirm/thanks/<slug:answer>/", views.thanks, name="thanks"),
    path("confirm/address/<slug:token>/", views.Address.as_view(), name="address"),
    path("confirm/<slug:token>/", views.Confirm.as_view(), name="confirm"),
    path("confirm/<slug:token>/change/", views.Change.as_view(), name="change"),
]
