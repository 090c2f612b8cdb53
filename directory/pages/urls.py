from django.urls import path

from directory.pages import site_files, views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("my-setting/", views.my_setting, name="my_setting"),
    path("my-setting/remember/", views.RememberSetting.as_view(), name="remember_setting"),
    path("my-setting/forget/", views.ForgetSetting.as_view(), name="forget_setting"),
    path("who-do-i-call/", views.WhoDoICall.as_view(), name="who_do_i_call"),
    path("governors/", views.governors, name="governors"),
    path("governors/pack/", views.governors_pack, name="governors_pack"),
    path("governors/pack.pdf", views.governors_pdf, name="governors_pdf"),
    path("guidance/timeline/", views.timeline, name="timeline"),
    path("guidance/checklist/", views.checklist, name="checklist"),
    path("get-help-now/", views.get_help_now, name="get_help_now"),
    path("what-happens-if-i-tell/", views.what_happens_if_i_tell, name="what_happens_if_i_tell"),
    path("glossary/", views.glossary, name="glossary"),
    path("about/quality/", views.quality, name="quality"),
    *(
        path(f"{page}/", views.words, {"page": page}, name=page)
        for page in ("about", "accessibility", "privacy", "cookies")
    ),
    path("robots.txt", site_files.robots, name="robots"),
    path("sitemap.xml", site_files.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", site_files.sitemap, name="sitemap"),
    path("opensearch.xml", site_files.opensearch, name="opensearch"),
    path(".well-known/security.txt", site_files.security, name="security"),
]
