from django.urls import path

from directory.catalogue.kinds import Kind
from directory.inbox import views

app_name = "inbox"

urlpatterns = [
    path("suggest/", views.Suggest.as_view(), name="suggest"),
    path(f"{Kind.CASE_STUDY.path}/contribute/", views.Contribute.as_view(), name="contribute"),
    path("networks/<slug:slug>/<int:pk>/learnt/", views.Learnt.as_view(), name="learnt"),
    path("thanks/", views.thanks, name="thanks"),
    path("progress/<slug:token>/", views.progress, name="progress"),
    *(
        path(
            f"{kind.path}/<slug:slug>/feedback/",
            views.Feedback.as_view(),
            {"kind": kind.value},
            name=f"feedback_{kind.namespace}",
        )
        for kind in Kind
    ),
]
