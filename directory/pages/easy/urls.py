from django.urls import path

from directory.pages.easy.views import easy

app_name = "easy"
urlpatterns = [
    path("", easy, {"page": "index"}, name="index"),
    path("get-help-now/", easy, {"page": "get_help_now"}, name="get_help_now"),
    path("who-do-i-call/", easy, {"page": "who_do_i_call"}, name="who_do_i_call"),
    path("what-happens-if-i-tell/", easy, {"page": "what_happens_if_i_tell"}, name="what_happens_if_i_tell"),
]
