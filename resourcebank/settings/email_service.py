"""Which service sends our email: EMAIL_URL in one line, or EMAIL_HOST and what goes with it.

Nothing set: a developer reads email in the console. In production it waits, and the desk says so.
"""

from urllib.parse import parse_qs, unquote, urlsplit

from resourcebank import env

BACKENDS = "django.core.mail.backends"
SMTP = f"{BACKENDS}.smtp.EmailBackend"
NONE = {"EMAIL_BACKEND": ""}
EXAMPLE = "smtp://user:password@mail.example.org:587"
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
    try:
        url = urlsplit(address)
        port = url.port
    except ValueError:
        env.stop(f"EMAIL_URL cannot be read: set it to something like {EXAMPLE}")
    if url.scheme == "console":
        return {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"}
    if url.scheme == "file" and url.path:
        return {"EMAIL_BACKEND": f"{BACKENDS}.filebased.EmailBackend", "EMAIL_FILE_PATH": url.path}
    if url.scheme not in ("smtp", "smtps") or not url.hostname:
        env.stop(f"EMAIL_URL cannot be read: set it to something like {EXAMPLE}")
    plain = parse_qs(url.query).get("tls", [""])[-1].lower() in env.FALSE - {""}
    user, password = unquote(url.username or ""), unquote(url.password or "")
    return smtp(url.hostname, port, user, password, ssl=url.scheme == "smtps", tls=not plain)


def settings_of_parts():
    ssl = env.boolean("EMAIL_USE_SSL")
    port = env.text("EMAIL_PORT")
    if port and not port.isdecimal():
        env.stop("EMAIL_PORT is not a number, such as 587.")
    user, password = env.text("EMAIL_HOST_USER"), env.text("EMAIL_HOST_PASSWORD")
    tls = env.boolean("EMAIL_USE_TLS", default=not ssl)
    return smtp(env.text("EMAIL_HOST"), int(port or 0), user, password, ssl=ssl, tls=tls)


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
