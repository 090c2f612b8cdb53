"""Saying why somebody does not get in by the directory."""

from django.conf import settings
from django.contrib import admin
from django.shortcuts import render


class RefusedError(Exception):
    """With the words that the person reads. {name} is what the directory is called."""


def problem_page(request, words, *, status):
    context = {
        **admin.site.each_context(request),
        "title": f"You are not signed in with {settings.OIDC_NAME}",
        "words": words.format(name=settings.OIDC_NAME),
        "has_permission": False,
        "is_nav_sidebar_enabled": False,
    }
    return render(request, "admin/directory_problem.html", context, status=status, using="django")
