"""What the directory says of somebody: plain values, checked, as `sociallogin` brings them."""

import time
from hmac import compare_digest

from django.conf import settings

from directory.staff.single_sign_on.refusal import RefusedError

# Ways that show more than a password (RFC 8176), and what providers say of several at once.
STRONG_METHODS = {"mfa", "otp", "hwk", "swk", "sc", "fido", "sms", "tel", "ngcmfa"}
STRONG_CLASSES = {
    "phr",
    "phrh",
    "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
    "https://refeds.org/profile/mfa",
}
NOT_OURS = "The answer of {name} does not belong to this sign-in. Nothing has changed. Start again."


def claims_of(sociallogin):
    """Refuses an answer that belongs to another sign-in, or to somebody else than its second half."""
    said = sociallogin.account.extra_data
    token, details = said.get("id_token") or {}, said.get("userinfo") or {}
    nonce = sociallogin.state.get("nonce") or ""
    if not nonce or not compare_digest(str(token.get("nonce", "")), nonce):
        raise RefusedError(NOT_OURS)
    if not token.get("sub") or details.get("sub", token["sub"]) != token["sub"]:
        raise RefusedError(NOT_OURS)
    return {**details, **token}


def roles_in(claims):
    """The names of our roles for the groups that the directory names."""
    groups = {group.casefold() for group in groups_in(claims)}
    return {role for group, role in settings.OIDC_ROLES if group.casefold() in groups}


def groups_in(claims):
    """Of the claim that settings name, "realm_access.roles" being one within another; an address only if verified."""
    name = settings.OIDC_GROUPS_CLAIM
    if name == "email" and not is_verified(claims):
        return []
    said = claims.get(name)
    if said is None and "." in name:
        said = claims
        for part in name.split("."):
            said = said.get(part) if isinstance(said, dict) else None
    said = [said] if isinstance(said, str) else said
    return [group for group in said if isinstance(group, str)] if isinstance(said, list) else []


def is_verified(claims):
    """Whether the directory answers for the address, or the council for its domain."""
    domain = str(claims.get("email", "")).rpartition("@")[2].casefold()
    return claims.get("email_verified") in (True, "true") or domain in settings.OIDC_EMAIL_DOMAINS


def email_in(claims):
    email = claims.get("email")
    return email if isinstance(email, str) else ""


def name_in(claims):
    """By which people know them, for the log."""
    return str(claims.get("preferred_username") or claims.get("email") or claims.get("sub"))[:150]


def counts_as_second_factor(claims):
    """If it says how somebody signed in, that decides; else the council has told us that it asks for one."""
    if not settings.OIDC_SECOND_FACTOR:
        return False
    methods, level = claims.get("amr"), claims.get("acr")
    if level in STRONG_CLASSES:
        return True
    return not isinstance(methods, list) or bool(STRONG_METHODS.intersection(map(str, methods)))


def is_fresh(claims, *, asked_again):
    """Whether somebody has just shown the directory who they are. A session that it kept shows nothing."""
    at = claims.get("auth_time")
    if isinstance(at, int | float):
        return time.time() - at < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return asked_again
