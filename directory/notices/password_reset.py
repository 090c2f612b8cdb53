"""Staff who have forgotten their password set a new one by email. Their second factor is asked for as ever."""

from django.conf import settings
from django.contrib.auth import forms, views
from django.core.exceptions import ValidationError
from django.urls import path, reverse
from django.utils import timezone

from directory.correspondence.queue import queue_email, site_address
from directory.correspondence.sending import is_set_up
from directory.county.current import county
from directory.staff.models import SignIn
from directory.staff.sign_ins import log

MOST = 3  # emails in the time that a link holds: whoever else asks for them, the owner has one that works
FRAME = {"site_header": f"{county.site_name}: curators", "site_title": county.site_name}


class PasswordResetForm(forms.PasswordResetForm):
    """Answers the same whether or not somebody has this address."""

    def clean_email(self):
        if not is_set_up():
            raise ValidationError("This site cannot send emails yet. Ask an administrator for a new password.")
        return self.cleaned_data["email"]

    def get_users(self, email):
        return (user for user in super().get_users(email) if user.is_staff)

    def send_mail(self, subject_template_name, email_template_name, context, from_email, to_email, **options):
        """The link is to the site's own address, whatever the request said of its host."""
        link = site_address(reverse("password_reset_confirm", args=[context["uid"], context["token"]]))
        window = int(timezone.now().timestamp() // settings.PASSWORD_RESET_TIMEOUT)
        keys = (f"password:{context['user'].pk}:{window}:{number}" for number in range(MOST))
        any(queue_email(key=key, to=to_email, template="password_reset", context={"link": link}) for key in keys)


class Confirm(views.PasswordResetConfirmView):
    """Whoever has the email and sets a password here has shown that this place is theirs."""

    def form_valid(self, form):
        response = super().form_valid(form)
        log.note(self.request, SignIn.What.NEW_PASSWORD, self.user)
        return response


def page(view, **options):
    return view.as_view(extra_context=FRAME, **options)


urlpatterns = [  # by the names that Django's own pages know
    path("", page(views.PasswordResetView, form_class=PasswordResetForm), name="admin_password_reset"),
    path("sent/", page(views.PasswordResetDoneView), name="password_reset_done"),
    path("done/", page(views.PasswordResetCompleteView), name="password_reset_complete"),
    path("<uidb64>/<token>/", page(Confirm), name="password_reset_confirm"),
]
