"""Settings of how staff sign in, how long a session lasts, and what a wrong password costs."""

from datetime import timedelta

from resourcebank import env

VALIDATORS = "django.contrib.auth.password_validation"


def sign_in_settings(*, debug):
    """Settings by name. Whoever can change much gives a code as well as a password; on a developer's machine only if
    they set one up.
    """
    second_factor = env.boolean("SECOND_FACTOR", default=not debug)
    if not debug and not second_factor:
        env.stop("SECOND_FACTOR=false is for development only (DEBUG=true).")
    return {
        "LOGIN_URL": "admin:login",
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"{VALIDATORS}.UserAttributeSimilarityValidator"},
            {"NAME": f"{VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
            {"NAME": f"{VALIDATORS}.CommonPasswordValidator"},
            {"NAME": f"{VALIDATORS}.NumericPasswordValidator"},
        ],
        "PASSWORD_RESET_TIMEOUT": 2 * 60 * 60,  # seconds
        "SECOND_FACTOR_REQUIRED": second_factor,
        "AUTHENTICATION_BACKENDS": [
            "axes.backends.AxesStandaloneBackend",
            "django.contrib.auth.backends.ModelBackend",
        ],
        **LIMITS_ON_TRYING,
        "SESSION_COOKIE_AGE": 2 * 60 * 60,  # seconds without a request; twelve hours at most, whatever happens
        "SESSION_SAVE_EVERY_REQUEST": True,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": not debug,
        "CSRF_COOKIE_SECURE": not debug,
    }


# Too many wrong passwords from one address make that address wait, for one account or for all. From elsewhere the
# real person signs in as ever.
LIMITS_ON_TRYING = {
    "AXES_LOCKOUT_PARAMETERS": ["ip_address", ["username", "ip_address"]],
    "AXES_FAILURE_LIMIT": 10,
    "AXES_COOLOFF_TIME": timedelta(minutes=15),
    "AXES_RESET_ON_SUCCESS": True,
    "AXES_LOCKOUT_TEMPLATE": "admin/too_many_tries.html",
    "AXES_DISABLE_ACCESS_LOG": True,
    "AXES_ENABLE_ADMIN": False,
    "AXES_VERBOSE": False,
    "AXES_IPWARE_META_PRECEDENCE_ORDER": ["REMOTE_ADDR"],
}
