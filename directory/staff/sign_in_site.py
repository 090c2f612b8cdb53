"""The admin's front door: a password first, and for those who can change much a second factor."""

from base64 import b32encode
from functools import update_wrapper
from io import BytesIO

import segno
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from directory.staff import second_factor
from directory.staff.forms import CodeForm, posted
from directory.staff.unsent_forms import keep_unsent, words_of


class StaffSite(admin.AdminSite):
    def has_permission(self, request):
        return super().has_permission(request) and self.is_verified(request)

    def is_verified(self, request):
        return request.user.is_verified() or not second_factor.is_required(request.user)

    def lacks_second_factor(self, request):
        return super().has_permission(request) and not self.is_verified(request)

    def admin_view(self, view, cacheable=False):
        """As Django's, but that whoever lacks only the second factor is asked for it and for nothing else."""
        checked = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            if self.lacks_second_factor(request):
                return redirect(f"{reverse('admin:second_factor')}?next={request.path}")
            if request.user.is_anonymous and (kept := keep_unsent(request)):
                return redirect_to_login(reverse("admin:unsent_form", args=[kept.pk]), reverse("admin:login"))
            if request.user.is_authenticated and request.POST.get("_unsent", "").isdecimal():
                request.user.unsent_forms.filter(pk=request.POST["_unsent"][:18]).delete()
            return checked(request, *args, **kwargs)

        return update_wrapper(inner, view)

    def login(self, request, extra_context=None):
        if request.method == "GET" and self.lacks_second_factor(request):
            return redirect("admin:second_factor")
        return super().login(request, extra_context)

    def get_urls(self):
        """Django's own, but without `r/<content type>/<id>/`: it tells anybody who has signed in the address of
        anything, such as a reader's list. The admins of what has a page link to it themselves.
        """
        return [
            path("unsent/<int:pk>/", self.admin_view(self.unsent_form), name="unsent_form"),
            path("second-factor/", self.second_factor, name="second_factor"),
            path("second-factor/set-up/", self.set_up, name="second_factor_set_up"),
            path("second-factor/recovery-codes/", self.recovery_codes, name="recovery_codes"),
            *(pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"),
        ]

    def unsent_form(self, request, pk):
        """What somebody had typed when their session ended, to be sent again or discarded."""
        form = get_object_or_404(request.user.unsent_forms, pk=pk)
        if request.method == "POST":
            form.delete()
            return redirect("admin:index")
        context = {"title": "What you had typed", "form": form, "words": words_of(form.typed)}
        return render(request, "admin/unsent_form.html", {**self.each_context(request), **context}, using="django")

    @method_decorator([never_cache, csrf_protect])
    def second_factor(self, request):
        """Ask for a code, and lead on to where this person was going."""
        if not super().has_permission(request):
            return redirect("admin:login")
        if second_factor.device_of(request.user) is None:
            return redirect("admin:second_factor_set_up")
        form = CodeForm(posted(request))
        if request.method == "POST" and form.is_valid():
            if second_factor.verify(request=request, code=form.cleaned_data["code"]):
                return redirect(self.where_next(request))
            form.add_error("code", wrong_code(second_factor.device_of(request.user)))
        return self.custom_page(request, "ask", "Second factor", {"form": form, "next": request.GET.get("next", "")})

    def where_next(self, request):
        wanted = request.GET.get("next", "")
        here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
        return wanted if here else reverse("admin:index")

    @method_decorator([never_cache, csrf_protect])
    def set_up(self, request):
        """Set up the app: a picture or a key to copy, then its first code. Who has one already gives that first."""
        if not super().has_permission(request):
            return redirect("admin:login")
        if second_factor.device_of(request.user) and not request.user.is_verified():
            return redirect("admin:second_factor")
        device = second_factor.unconfirmed_device_of(request.user)
        form = CodeForm(posted(request))
        form.fields["code"].help_text = "The six digits that the app shows."
        if request.method == "POST" and form.is_valid():
            codes = second_factor.confirm(request=request, device=device, code=form.cleaned_data["code"])
            if codes:
                return self.custom_page(request, "codes", "Recovery codes", {"codes": codes})
            form.add_error("code", wrong_code(device))
        context = {"form": form, "picture": picture_of(device.config_url), "key": key_in_groups(device)}
        return self.custom_page(request, "set_up", "Set up the second factor", context)

    @method_decorator([never_cache, csrf_protect])
    def recovery_codes(self, request):
        """Ten new recovery codes in place of the old ones, for a code."""
        if not super().has_permission(request):
            return redirect("admin:login")
        if not request.user.is_verified():
            return redirect("admin:second_factor")
        form = CodeForm(posted(request))
        if request.method == "POST" and form.is_valid():
            if second_factor.verify(request=request, code=form.cleaned_data["code"]):
                return self.custom_page(
                    request, "codes", "Recovery codes", {"codes": second_factor.new_codes(user=request.user)}
                )
            form.add_error("code", wrong_code(second_factor.device_of(request.user)))
        return self.custom_page(request, "renew", "New recovery codes", {"form": form})

    def custom_page(self, request, template, title, context):
        frame = {
            **self.each_context(request),
            "title": title,
            "has_permission": False,
            "is_nav_sidebar_enabled": False,
        }
        return render(request, f"admin/second_factor/{template}.html", {**frame, **context}, using="django")


def wrong_code(device):
    seconds = second_factor.wait_for(device)
    wait = f" Wait {seconds} second{'s' * (seconds > 1)} before the next try." if seconds else ""
    return f"That code is wrong or has already been used.{wait}"


def picture_of(address):
    """A QR code as SVG without styles, which the security policy would block."""
    out = BytesIO()
    segno.make(address).save(
        out, kind="svg", scale=5, border=2, xmldecl=False, svgns=True, title="QR code to scan", nl=False
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 (drawn here from numbers)


def key_in_groups(device):
    key = b32encode(device.bin_key).decode()
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
