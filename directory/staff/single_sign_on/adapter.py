"""What allauth asks us of whoever comes from the directory."""

import logging

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from requests import RequestException

from directory.staff.single_sign_on import accounts
from directory.staff.single_sign_on.claims import claims_of, name_in, roles_in
from directory.staff.single_sign_on.refusal import RefusedError, problem_page

NO_ROLE = (
    "{name} knows you, but you are in no group that may work on this site. Ask whoever looks after it to add you."
)
STOPPED = "You did not finish signing in with {name}. Start again when you are ready."
BROKEN = "The sign-in with {name} was interrupted, or took too long. Start again."
AWAY = "{name} does not answer at the moment. Try again in a few minutes. Passwords of this site still work."
logger = logging.getLogger(__name__)


class DirectoryAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request, sociallogin):
        """Whether this person gets in at all, as whom, and with which roles."""
        try:
            sociallogin.claims = claims_of(sociallogin)
            forget_claims(sociallogin.account)
            self.find_account(request, sociallogin)
        except RefusedError as why:
            self.refuse(request, sociallogin, str(why))

    def find_account(self, request, sociallogin):
        claims = sociallogin.claims
        known, roles = sociallogin.is_existing, roles_in(claims)
        user = sociallogin.user if known else accounts.account_for(claims)
        if user:
            accounts.refuse_if_closed(user)
        if known:
            accounts.give_roles(user=user, roles=roles)
        if not roles:
            raise RefusedError(NO_ROLE)
        if user and not known:
            with transaction.atomic():
                sociallogin.connect(request, user)
                accounts.hand_over(user=user, name=settings.OIDC_NAME)
                accounts.give_roles(user=user, roles=roles)

    def is_open_for_signup(self, request, sociallogin):
        """Only for whoever `pre_social_login` has let through."""
        return bool(roles_in(sociallogin.claims))

    def populate_user(self, request, sociallogin, data):
        fields = ("username", "first_name", "last_name", "name")
        return super().populate_user(request, sociallogin, {**data, **{name: cut(data.get(name)) for name in fields}})

    def save_user(self, request, sociallogin, form=None):
        user = super().save_user(request, sociallogin, form)
        accounts.give_roles(user=user, roles=roles_in(sociallogin.claims))
        return user

    def refuse(self, request, sociallogin, words):
        said = getattr(sociallogin, "claims", sociallogin.account.extra_data.get("id_token") or {})
        forget_claims(sociallogin.account)
        user_login_failed.send(__name__, credentials={"username": name_in(said)}, request=request)
        raise ImmediateHttpResponse(problem_page(request, words, status=403))

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        logger.warning("A sign-in with the directory failed: %s %s", error, exception or "")
        raise ImmediateHttpResponse(page_about(request, error, exception))


def page_about(request, error, exception):
    if isinstance(exception, RequestException):
        return problem_page(request, AWAY, status=503)
    return problem_page(request, STOPPED if error == AuthError.CANCELLED else BROKEN, status=403)


def forget_claims(account):
    """Nothing of them is kept but the name by which the directory knows this person."""
    account.extra_data = {}
    if account.pk:
        account.save(update_fields=["extra_data"])


def cut(text):
    return text[:150] if isinstance(text, str) else ""
