from django.urls import path

from directory.quality.views import ReviewByLink

app_name = "quality"

urlpatterns = [path("review/<slug:token>/", ReviewByLink.as_view(), name="review")]
