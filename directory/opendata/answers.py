"""What every open format answers alike."""

from django.http import HttpResponse


def not_understood(problems):
    return HttpResponse("\n".join(problems), status=400, content_type="text/plain; charset=utf-8")
