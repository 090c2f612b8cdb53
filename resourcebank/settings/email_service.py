"""Which service sends our email: EMAIL_URL in one line, or EMAIL_HOST and what goes with it.

Nothing set: a developer reads email in the console. In production it waits, and the desk says so.
"""

import re
from urllib.parse import parse_qs, unquote

from resourcebank import env

BACKENDS = "django.core.mail.backends"
SMTP = f"{BACKENDS}.smtp.EmailBackend"
NONE = {"EMAIL_BACKEND": ""}
EXAMPLE = "smtp://user:password@mail.example.org:587"
TLS = env.TRUE | env.FALSE - {""}
SECONDS_TO_WAIT = 20


def email_settings(*, debug):
    """Django's settings for email, by name. An empty EMAIL_BACKEND is no service."""
    if address := env.text("EMAIL_URL"):
        return settings_of(address)
    if env.text("EMAIL_HOST"):
        return settings_of_parts()
    return {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"} if debug else NONE


def settings_of(address):
    """smtp:// begins in plain and is encrypted from then on, smtps:// is encrypted throughout; `?tls=false` for a
    relay on the same machine. console: and file:///a/folder are for developers.
    """
    url = env.parts_of("EMAIL_URL", address, EXAMPLE)
    if url.scheme == "console":
        return {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"}
    if url.scheme == "file" and url.path:
        return {"EMAIL_BACKEND": f"{BACKENDS}.filebased.EmailBackend", "EMAIL_FILE_PATH": url.path}
    tls = parse_qs(url.query).get("tls", ["true"])[-1].lower()
    if url.scheme not in ("smtp", "smtps") or not url.hostname or url.path.strip("/") or tls not in TLS:
        env.stop(f"EMAIL_URL cannot be read: set it to something like {EXAMPLE}")
    user, password = unquote(url.username or ""), unquote(url.password or "")
    return smtp(url.hostname, url.port, user, password, ssl=url.scheme == "smtps", tls=tls in env.TRUE)


def settings_of_parts():
    host = env.text("EMAIL_HOST")
    if not re.fullmatch(r"[A-Za-z0-9.:-]+", host):
        env.stop("Set EMAIL_HOST to the name of a host, such as mail.example.org.")
    ssl = env.boolean("EMAIL_USE_SSL")
    port = env.number("EMAIL_PORT", 465 if ssl else 587, least=1, most=65535)
    user, password = env.text("EMAIL_HOST_USER"), env.text("EMAIL_HOST_PASSWORD")
    tls = env.boolean("EMAIL_USE_TLS", default=not ssl)
    return smtp(host, port, user, password, ssl=ssl, tls=tls)


def smtp(host, port, user, password, *, ssl, tls):
    return {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": host,
        "EMAIL_PORT": port or (465 if ssl else 587),
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_SSL": ssl,
        "EMAIL_USE_TLS": tls and not ssl,
        "EMAIL_TIMEOUT": SECONDS_TO_WAIT,
    }
