"""What happens around signing in, as Django and our own pages tell it, put down in the log."""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from directory.staff import second_factor, signals
from directory.staff.models import SignIn
from directory.staff.sign_ins import counting, log, slowing

What, Way = SignIn.What, SignIn.Way


def connect():
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    user_login_failed.connect(failed)
    signals.second_factor_given.connect(code_given)
    signals.second_factor_refused.connect(code_refused)


def signed_in(sender, request, user, **kwargs):
    """By a password alone, whoever needs a second factor is not in yet."""
    counting.forget_own_failures(request, user)
    slowing.give_back(request)
    ways = ways_in(request)
    waits = not ways & SignIn.STRONG and second_factor.is_required(user)
    log.note(request, What.PASSWORD if waits else What.SIGNED_IN, user, max(ways, key=list(Way).index))


def ways_in(request):
    """How somebody has just shown who they are, as django-allauth notes it in the session; else it was a password."""
    done = request.session.get("account_authentication_methods") or [{"method": "password"}]
    return {Way.of(one.get("method"), one.get("type")) for one in done}


def signed_out(sender, request, user, **kwargs):
    if user is not None:
        log.note(request, What.SIGNED_OUT, user)


def failed(sender, credentials, request=None, **kwargs):
    """The name is kept only if it is somebody's."""
    if request is None:
        return
    was_tried = getattr(request, "was_tried", False)
    log.note(request, What.WRONG_PASSWORD if was_tried else What.MADE_TO_WAIT, slowing.user_named(credentials))


def code_given(sender, request, user, way=Way.CODE, **kwargs):
    log.note(request, What.CODE, user, way)


def code_refused(sender, request, user, **kwargs):
    log.note(request, What.WRONG_CODE, user)
