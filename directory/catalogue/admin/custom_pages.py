"""Pages of our own in the admin's frame, and the addresses of the admin's pages."""

from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse


class CustomPages:
    """Pages of our own in the admin's frame."""

    def custom_page(self, request, template, title, context):
        """`template` is one below templates/admin, without its ending."""
        frame = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return render(request, f"admin/{template}.html", {**frame, **context}, using="django")

    def custom_path(self, route, view, name):
        name = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(route, self.admin_site.admin_view(view), name=name)

    def visible_or_404(self, request, pk):
        """The entry; what this person may not see is not there for them."""
        entry = self.get_object(request, str(pk))
        if entry is None or not self.has_view_permission(request, entry):
            raise Http404
        return entry


def edit_address(kind, pk):
    return reverse(f"admin:{kind.namespace}_{kind.model_name}_change", args=[pk])


def admin_address(model, page, *args):
    """The address of one of a kind's admin pages."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def step_address(entry, step):
    return admin_address(type(entry.specific), "step", entry.pk, step.name)
