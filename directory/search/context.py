from django.utils.functional import SimpleLazyObject

from directory.search.setting import setting_of


def my_setting(request):
    """The reader's setting, which links take along. It is looked at only by pages that do."""
    return {"setting": getattr(request, "setting", None) or SimpleLazyObject(lambda: setting_of(request))}
