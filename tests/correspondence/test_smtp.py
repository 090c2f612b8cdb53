"""The same over SMTP itself: what a service says at each step, and what becomes of the email."""

import socketserver
from contextlib import contextmanager
from itertools import takewhile
from threading import Thread

import pytest

from directory.correspondence.models import Email
from directory.correspondence.sending import BROKEN_OFF, OUT_OF_REACH, send_waiting
from tests.correspondence.letters import a_letter

pytestmark = pytest.mark.django_db


class Conversation(socketserver.StreamRequestHandler):
    """Says 250 to everything, but for what the service is told to say; "" hangs up."""

    def handle(self):
        self.say("greeting", "220 ready")
        while line := self.rfile.readline().decode().strip():
            word = line.split(":")[0].split()[0].upper()
            if self.say(word, {"DATA": "354 go on", "QUIT": "221 bye"}.get(word, "250 ok")).startswith("354"):
                self.server.received.append(self.message())
                if not self.say("end", "250 queued"):
                    return

    def say(self, step, usual):
        answer = self.server.answers.get(step, usual)
        if answer:
            self.wfile.write(f"{answer}\r\n".encode())
        return answer

    def message(self):
        return b"".join(takewhile(lambda line: line != b".\r\n", self.rfile))


@contextmanager
def service(settings, **answers):
    with socketserver.TCPServer(("127.0.0.1", 0), Conversation) as server:
        server.answers, server.received = answers, []
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 5
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def test_a_message_is_taken(settings):
    a_letter()
    with service(settings) as server:
        assert send_waiting() == "sent: 1"
        message = server.received[0].decode()
        assert "Message-ID: <" in message
        assert "Content-Type: multipart/alternative" in message


@pytest.mark.parametrize(
    ("answers", "state", "problem"),
    [
        ({"RCPT": "450 greylisted"}, "waiting", "450 greylisted"),
        ({"RCPT": "550 <curator@example.org> unknown"}, "failed", "550 the address unknown"),
        ({"MAIL": "550 you are not allowed"}, "waiting", "550 you are not allowed"),
        ({"DATA": "451 later"}, "waiting", "451 later"),
        ({"end": "452 full"}, "waiting", "452 full"),
        ({"end": "554 looks like spam"}, "failed", "554 looks like spam"),
        ({"greeting": "421 too many"}, "waiting", OUT_OF_REACH),
    ],
)
def test_what_is_refused(settings, answers, state, problem):
    a_letter()
    with service(settings, **answers):
        send_waiting()
    email = Email.objects.get()
    assert (email.state, email.problem) == (state, problem)


def test_a_service_that_hangs_up_after_the_message_may_have_taken_it(settings):
    a_letter()
    with service(settings) as server:
        server.answers["end"] = ""
        send_waiting()
        assert len(server.received) == 1
        server.answers.clear()
        assert send_waiting() == "none due"
    email = Email.objects.get()
    assert (email.state, email.problem) == ("sending", BROKEN_OFF)


def test_nobody_answers(settings):
    a_letter()
    with service(settings):
        pass
    send_waiting()
    assert Email.objects.get().problem == OUT_OF_REACH
