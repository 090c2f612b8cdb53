"""What every form for anybody has in common: no account, no cookie, and a limit on how much one network sends."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from directory.inbox import actions
from directory.inbox.limits import TooManyError

LATER = "Nothing you typed is lost: send it again later. If a child is in danger now, call 999."
TOO_MANY_OF_YOURS = f"Your network has sent us several messages in the last hour. {LATER}"
TOO_MANY_OF_ALL = f"We have had a great many messages in the last hour, from many places. {LATER}"


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class ReaderFormView(View):
    """A form for anybody. It sets no cookie, so it has no CSRF token; what is sent from another site is refused."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST" and sent_from_elsewhere(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def receive(self, request, form, **told):
        """Keep what was told, and lead to the sender's private page; or say what stands in the way."""
        if not form.is_valid():
            return None
        if form.is_from_a_program:
            return redirect("inbox:thanks")
        try:
            told |= form.message_fields()
            message = actions.receive(address=request.META["REMOTE_ADDR"], begun=form.data.get("begun", ""), **told)
        except TooManyError as error:
            form.add_error(None, TOO_MANY_OF_YOURS if error.own else TOO_MANY_OF_ALL)
            form.retry_after = error.retry_after
            return None
        return redirect("inbox:progress", message.token)

    def answer(self, request, template, context):
        """The page with its form; what stands in the way of it is said by the status too."""
        form = context["form"]
        if form.retry_after is not None:
            return too_many(render(request, template, context), form.retry_after)
        return render(request, template, context, status=400 if form.errors else 200)


def too_many(response, retry_after):
    """The answer to a sender of many: nothing is wrong with what was sent, only with when. Seconds."""
    response.status_code = 429
    response.headers["Retry-After"] = str(retry_after)
    return response


def sent_from_elsewhere(request):
    """Whether a browser says so. "null" says nothing: pages that tell no referrer, such as a list's, send it of their
    own forms. Browsers that have no Sec-Fetch-Site are let in then: no cookie is read here, so no right is borrowed.
    """
    origin = request.headers.get("Origin", "")
    if origin and origin != "null":
        return origin.rpartition("//")[2] != request.get_host()
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
