from django.urls import path

from directory.pages import views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("get-help-now/", views.get_help_now, name="get_help_now"),
    path("glossary/", views.glossary, name="glossary"),
    path("about/quality/", views.quality, name="quality"),
    *(
        path(f"{page}/", views.words, {"page": page}, name=page)
        for page in ("about", "accessibility", "privacy", "cookies")
    ),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
]
