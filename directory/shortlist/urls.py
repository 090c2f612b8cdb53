app_name = "shortlist"
urlpatterns = []
