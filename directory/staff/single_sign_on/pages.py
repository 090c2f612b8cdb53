"""To the directory, and back from it."""

import logging
import secrets
import threading
from contextlib import contextmanager

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import callback as take_answer
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from directory.staff.second_factor.pages import frame_of, where_next
from directory.staff.single_sign_on.adapter import AWAY, BROKEN
from directory.staff.single_sign_on.refusal import problem_page

# None at all, or one that no provider should give.
NO_ANSWER = (RequestException, OAuth2Error, LookupError, TypeError, ValueError, AttributeError)
ASK_AGAIN = {"prompt": "login", "max_age": "0"}
# Threads of a process that may wait for the directory at once: the others serve readers, whatever hangs.
waiting = threading.BoundedSemaphore(2)
logger = logging.getLogger(__name__)


@never_cache
@csrf_protect
@require_POST
def start(request, provider_id):
    """A page that leads on at once: a form that is answered with another site is blocked by our policy.

    Whoever has signed in already is asked by the directory who they are, whatever session it has kept.
    """
    nonce, again = secrets.token_urlsafe(24), request.user.is_authenticated
    wanted = {"nonce": nonce, **(ASK_AGAIN if again else {})}
    try:
        provider = get_adapter().get_provider(request, provider_id)
        with a_thread_to_wait():
            going = provider.redirect(
                request, "login", next_url=where_next(request), auth_params=wanted, nonce=nonce, again=again
            )
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except NO_ANSWER as problem:
        return away(request, problem)
    context = {**frame_of(request, f"Going to {provider.name}"), "address": going.headers.get("Location", "")}
    return render(request, "admin/directory_going.html", context, using="django")


@never_cache
@require_GET
def callback(request, provider_id):
    """The directory's answer, which allauth checks; `adapter` says what it means for us."""
    try:
        with a_thread_to_wait():
            return take_answer(request, provider_id)
    except IntegrityError:  # the same person, in another window, in the same moment
        return problem_page(request, BROKEN, status=403)
    except NO_ANSWER as problem:
        return away(request, problem)


@contextmanager
def a_thread_to_wait():
    if not waiting.acquire(blocking=False):
        raise RequestException("others wait for it already")
    try:
        yield
    finally:
        waiting.release()


def away(request, problem):
    logger.warning("The directory gave no answer that can be used: %s", type(problem).__name__, exc_info=True)
    return problem_page(request, AWAY, status=503)
