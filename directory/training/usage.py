"""What training says of where an entry is used."""

from directory.catalogue.admin.custom_pages import admin_address
from directory.catalogue.usage import Use
from directory.training.models import Course


def uses_of(entry):
    for course in Course.objects.filter(provider=entry.pk):
        yield Use(f"It provides “{course}”", admin_address(Course, "change", course.pk), by=course)
