"""Pages between the password and the desk, and those about one's own second factor."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from directory.staff.second_factor import proofs, recovery_codes, rules, setting_up
from directory.staff.second_factor.forms import (
    AppForm,
    CodeAgainForm,
    CodeForm,
    NewPasskeyForm,
    PasskeyAgainForm,
    PasskeyForm,
    PasswordAgainForm,
)
from directory.staff.single_sign_on.accounts import is_of_directory

PASSKEY = Authenticator.Type.WEBAUTHN


def has_passkey(user):
    return Authenticator.objects.filter(user=user, type=PASSKEY).exists()


def frame_of(request, title):
    """What the admin's frame shows to somebody who is not yet, or no longer, at work in it."""
    bare = {"title": title, "has_permission": False, "is_nav_sidebar_enabled": False}
    return {**admin.site.each_context(request), **bare}


class StaffPage:
    """A page in the admin's look, with nothing but the way on and the way out."""

    template_engine = "django"
    title = ""

    def get_context_data(self, **values):
        return {**frame_of(self.request, self.title), **super().get_context_data(**values)}

    def show_codes(self, codes):
        self.template_name, self.title = "admin/second_factor/codes.html", "Recovery codes"
        return self.render_to_response(StaffPage.get_context_data(self, codes=codes))


class Ask(StaffPage, AuthenticateView):
    """Ask for the second factor, and lead on to where this person was going."""

    template_name = "admin/second_factor/ask.html"
    title = "Second factor"

    def _build_forms(self):
        """The form that was sent, if any. allauth's own view looks at a code or a passkey in the same way."""
        user, sent = self.stage.login.user, self.request.POST if self.request.method == "POST" else None
        with_code = sent is not None and "code" in sent
        known = {"user": user, "request": self.request}
        self.auth_form = CodeForm(sent if with_code else None, **known)
        self.webauthn_form = PasskeyForm(None if with_code else sent, **known) if has_passkey(user) else None
        return self.auth_form if with_code or not self.webauthn_form else self.webauthn_form


class OwnPage(StaffPage):
    """For staff who have signed in, with their second factor if they have one."""

    changes_factors = True

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **options):
        if not admin.site.is_of_staff(request):
            return redirect("admin:login")
        if not self.may_go_on(request):
            return proofs.ask_again(request)
        return super().dispatch(request, *args, **options)

    def may_go_on(self, request):
        if self.changes_factors:
            return proofs.may_change_factors(request)
        return proofs.has_second_factor(request) or not rules.has_one(request.user)


class Yours(OwnPage, TemplateView):
    """All the ways in which this person can sign in."""

    template_name = "admin/second_factor/yours.html"
    title = "How you sign in"
    changes_factors = False

    def get_context_data(self, **values):
        factors = list(rules.factors_of(self.request.user))
        values["app"] = next((factor for factor in factors if factor.type != PASSKEY), None)
        values["passkeys"] = [factor for factor in factors if factor.type == PASSKEY]
        values["directory"] = settings.OIDC_NAME if is_of_directory(self.request.user) else ""
        values["codes_left"] = recovery_codes.left(self.request.user)
        return super().get_context_data(**values)


class SetUpApp(OwnPage, FormView):
    """A picture or a key to copy, then the app's first code."""

    template_name = "admin/second_factor/set_up.html"
    title = "Set up the second factor"
    form_class = AppForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form):
        return self.show_codes(setting_up.set_up_app(request=self.request, secret=form.secret, counter=form.counter))

    def get_context_data(self, **values):
        values = super().get_context_data(**values)
        if "form" in values:
            secret, adapter = values["form"].secret, get_adapter()
            values["picture"] = adapter.build_totp_svg(adapter.build_totp_url(self.request.user, secret))
            values["key"] = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        values["must_have_one"] = rules.must_have_one(self.request.user)
        return values


class AddPasskey(OwnPage, FormView):
    template_name = "admin/second_factor/passkey.html"
    title = "Add a passkey"
    form_class = NewPasskeyForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user, "initial": {"name": ""}}

    def form_valid(self, form):
        given = {name: form.cleaned_data[name] for name in ("name", "credential")}
        codes = setting_up.add_passkey(request=self.request, **given)
        return self.show_codes(codes) if codes else redirect("mfa_index")

    def get_context_data(self, **values):
        values["js_data"] = {"creation_options": webauthn.begin_registration(self.request.user, False)}
        return super().get_context_data(**values)


class Remove(OwnPage, TemplateView):
    template_name = "admin/second_factor/remove.html"
    title = "Remove a way to sign in"

    def get_context_data(self, **values):
        values["factor"] = get_object_or_404(rules.factors_of(self.request.user), pk=self.kwargs["pk"])
        return super().get_context_data(**values)

    def post(self, request, pk):
        factor = get_object_or_404(rules.factors_of(request.user), pk=pk)
        if rules.is_needed(factor):
            messages.error(request, "You need a second factor. Add another one first, then remove this one.")
        else:
            setting_up.remove(factor=factor)
            messages.success(request, "Removed.")
        return redirect("mfa_index")


class NewRecoveryCodes(OwnPage, TemplateView):
    """Ten new recovery codes in place of the old ones."""

    template_name = "admin/second_factor/renew.html"
    title = "New recovery codes"

    def post(self, request):
        return (
            self.show_codes(recovery_codes.new_codes(user=request.user))
            if rules.has_one(request.user)
            else self.get(request)
        )


class Confirm(StaffPage, TemplateView):
    """Ask who has signed in already for the best they have: a second factor, else the password or the directory."""

    template_name = "admin/second_factor/confirm.html"
    title = "Confirm that it is you"

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **options):
        if not admin.site.is_of_staff(request):
            return redirect("admin:login")
        self.forms = dict(self.ways(request.user))
        return super().dispatch(request, *args, **options)

    def ways(self, user):
        """The name of what is sent -> its form. An account of the directory alone has none: it goes there again."""
        known = {"user": user, "request": self.request}
        if rules.has_one(user):
            yield "code", CodeAgainForm(self.sent("code"), **known)
            if has_passkey(user):
                yield "credential", PasskeyAgainForm(self.sent("credential"), **known)
        elif user.has_usable_password():
            yield "password", PasswordAgainForm(self.sent("password"), **known)

    def sent(self, name):
        return self.request.POST if name in self.request.POST else None

    def post(self, request):
        if not any(form.is_bound and self.accept(form) for form in self.forms.values()):
            return self.get(request)
        request.session.cycle_key()
        return redirect(where_next(request))

    def accept(self, form):
        if form.is_valid():
            form.save()
        return form.is_valid()

    def get_context_data(self, **values):
        if "credential" in self.forms:
            values["js_data"] = {"request_options": webauthn.begin_authentication(self.request.user)}
        ways = {f"{name}_form": form for name, form in self.forms.items()}
        directory = "" if self.forms else settings.OIDC_NAME
        return super().get_context_data(**values, **ways, directory=directory, next=where_next(self.request))


def where_next(request):
    wanted = request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if here else reverse("admin:index")
