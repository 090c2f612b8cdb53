"""The admin's front door: a password or the council's directory, and for who can change much a second factor."""

from functools import update_wrapper

from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import logout
from django.contrib.auth.views import LoginView, redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from directory.staff.second_factor import proofs, rules
from directory.staff.unsent_forms import keep_unsent, what_sending_does, who_was_signed_in


class StaffSite(admin.AdminSite):
    logout_template = "admin/signed_out.html"

    def has_permission(self, request):
        return self.is_of_staff(request) and self.is_verified(request)

    def is_of_staff(self, request):
        """Whether this person may be here, once they have given their second factor."""
        return super().has_permission(request)

    def is_verified(self, request):
        return proofs.has_second_factor(request) or not rules.is_required(request.user)

    def admin_view(self, view, cacheable=False):
        """As Django's, but that whoever lacks only the second factor is asked for it and for nothing else."""
        checked = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            if step := self.step_that_is_missing(request):
                return redirect(f"{reverse(step)}?{urlencode({'next': request.path})}")
            if request.user.is_anonymous and (kept := keep_unsent(request, who_was_signed_in(request))):
                return redirect_to_login(reverse("admin:unsent_form", args=[kept.pk]), reverse("admin:login"))
            if request.user.is_authenticated and request.POST.get("_unsent", "").isdecimal():
                request.user.unsent_forms.filter(pk=request.POST["_unsent"][:18]).delete()
            return checked(request, *args, **kwargs)

        return update_wrapper(inner, view)

    def step_that_is_missing(self, request):
        """The name of the page that asks for the second factor, or has it set up; none if nothing is missing."""
        if request.user.is_anonymous:
            waiting = get_pending_stage(request)
            return "mfa_authenticate" if waiting and rules.has_one(waiting.login.user) else None
        if not self.is_of_staff(request) or self.is_verified(request):
            return None
        return "confirm" if rules.has_one(request.user) else "mfa_activate_totp"

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        if request.method in ("GET", "HEAD"):
            if step := self.step_that_is_missing(request):
                return redirect(step)
            if self.has_permission(request):
                return redirect("admin:index")
        context = {**self.each_context(request), "title": "Log in", "app_path": request.get_full_path()}
        context["directory"] = settings.OIDC_NAME
        request.current_app = self.name
        return SignIn.as_view(extra_context={**context, **(extra_context or {})})(request)

    def logout(self, request, extra_context=None):
        """Here alone. To end what the directory keeps would end it for all else that this person has open."""
        directory = settings.OIDC_NAME if proofs.came_with_directory(request) else ""
        context = {"title": "You are signed out", "directory": directory}
        return super().logout(request, {**context, **(extra_context or {})})

    def get_urls(self):
        """Django's own, but without `r/<content type>/<id>/`: it tells anybody who has signed in the address of
        anything, such as a reader's list. The admins of what has a page link to it themselves. Signing out comes
        first: it is open at every step.
        """
        return [
            path("logout/", self.logout, name="logout"),
            path("unsent/<int:pk>/", self.admin_view(self.unsent_form), name="unsent_form"),
            *(
                pattern
                for pattern in super().get_urls()
                if getattr(pattern, "name", "") not in ("view_on_site", "logout")
            ),
        ]

    def password_change(self, request, extra_context=None):
        return (
            super().password_change(request, extra_context)
            if proofs.is_recent(request)
            else proofs.ask_again(request)
        )

    def unsent_form(self, request, pk):
        """What somebody had typed when their session ended, to be sent again or discarded."""
        form = get_object_or_404(request.user.unsent_forms, pk=pk)
        if request.method == "POST":
            form.delete()
            return redirect("admin:index")
        context = {"title": "What you had typed", "form": form, "words": what_sending_does(form, request)}
        return render(request, "admin/unsent_form.html", {**self.each_context(request), **context}, using="django")


class SignIn(LoginView):
    """The password. What comes after it is asked for before anybody is signed in: `second_factor.adapters`."""

    form_class = AdminAuthenticationForm
    template_name = "admin/login.html"
    next_page = "admin:index"

    def form_valid(self, form):
        if self.request.user.is_authenticated:
            logout(self.request)  # somebody else, or the same person anew
        proofs.note(self.request, form.get_user(), "password")
        return perform_login(self.request, form.get_user(), redirect_url=self.get_success_url())
