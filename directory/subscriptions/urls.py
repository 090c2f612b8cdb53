from django.urls import path

from directory.subscriptions import views

app_name = "subscriptions"
urlpatterns = [
    path("guidance/", views.AskForGuidance.as_view(), name="guidance"),
    path("new/", views.AskForNew.as_view(), name="new"),
    path("meetings/<slug:slug>/", views.AskForMeetings.as_view(), name="meetings"),
    path("sent/", views.sent, name="sent"),
    path("<slug:token>/", views.Manage.as_view(), name="manage"),
    path("<slug:token>/stop/", views.Stop.as_view(), name="stop"),
]
