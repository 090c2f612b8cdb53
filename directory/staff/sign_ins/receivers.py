"""What happens around signing in, as Django and allauth tell it, put down in the log."""

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import authentication_step_completed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from directory.staff.models import SignIn
from directory.staff.second_factor import rules
from directory.staff.sign_ins import counting, log, slowing

What, Way = SignIn.What, SignIn.Way


def connect():
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    user_login_failed.connect(failed)
    authentication_step_completed.connect(step_completed)


def signed_in(sender, request, user, **kwargs):
    """By a password alone, whoever needs a second factor is not in yet."""
    counting.forget_own_failures(request, user)
    records = get_authentication_records(request, user) or [{"method": "password"}]
    is_in = any(map(is_strong, records)) or not rules.is_required(user)
    log.note(request, What.SIGNED_IN if is_in else What.PASSWORD, user, way_of(records[-1]))


def is_strong(record):
    return record["method"] == "mfa" or bool(record.get("second_factor"))


def way_of(record):
    return Way.of(record["method"], record.get("type"))


def signed_out(sender, request, user, **kwargs):
    if user is not None:
        log.note(request, What.SIGNED_OUT, user)


def failed(sender, credentials, request=None, **kwargs):
    """The name is kept only if it is somebody's. What failed is told by who says so."""
    if request is None:
        return
    was_tried = getattr(request, "was_tried", False)
    what = What.WRONG_PASSWORD if was_tried else What.MADE_TO_WAIT
    if "second_factor" in sender:
        what = What.WRONG_CODE
    if "single_sign_on" in sender:
        what = What.NOT_LET_IN
    log.note(request, what, slowing.user_named(credentials))


def step_completed(sender, request, user, method, **about):
    """A right password, which was no guess; or a second factor that is set up or given after signing in."""
    if method == "password":
        slowing.give_back(request)
    if method == "mfa" and request.user.is_authenticated:
        log.note(request, What.CODE, user, Way.of(method, about.get("type")))
