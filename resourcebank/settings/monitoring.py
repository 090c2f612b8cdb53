"""Settings of what watches the site: metrics, slow requests and reports of errors."""

from sentry_sdk.utils import BadDsn, Dsn

from resourcebank import env


def monitoring_settings():
    """Settings by name."""
    return {
        "METRICS_ALLOWED": env.networks("METRICS_ALLOWED", ["127.0.0.0/8", "::1"]),
        "SLOW_REQUEST": env.number("SLOW_REQUEST", 2, least=1, most=600),  # seconds, from which on it is logged
        "SENTRY_DSN": sentry_address(env.text("SENTRY_DSN")),
        "SENTRY_ENVIRONMENT": env.text("SENTRY_ENVIRONMENT", "production"),
    }


def sentry_address(address):
    try:
        if address:
            Dsn(address)
    except BadDsn:
        env.stop("SENTRY_DSN cannot be read: set it to the address that Sentry gives, https://key@host/number.")
    return address
