from functools import wraps

from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from directory.search.setting import setting_of


def for_my_setting(view):
    """A page that starts from `request.setting`. One that makes no sense gets 400 and plain words."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        request.setting = setting_of(request)
        if request.setting.problems:
            return render(request, "search/setting_problems.html", {"problems": request.setting.problems}, status=400)
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        return response

    return inner
