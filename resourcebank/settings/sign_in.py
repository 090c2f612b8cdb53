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
            {"NAME": "directory.staff.passwords.ContextWordsValidator"},
        ],
        "PASSWORD_RESET_TIMEOUT": 2 * 60 * 60,  # seconds
        "SECOND_FACTOR_REQUIRED": second_factor,
        "AUTHENTICATION_BACKENDS": [
            "axes.backends.AxesStandaloneBackend",  # a network that tried too often
            "directory.staff.sign_ins.slowing.SlowedNames",  # a name that was tried too often, from anywhere
            "django.contrib.auth.backends.ModelBackend",
        ],
        **LIMITS_ON_TRYING,
        "SESSION_COOKIE_AGE": 2 * 60 * 60,  # seconds without a request; twelve hours at most, whatever happens
        "SESSION_SAVE_EVERY_REQUEST": True,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        # A name with __Host- is believed only if this very host set it, over HTTPS: no neighbour can plant one.
        "SESSION_COOKIE_NAME": "sessionid" if debug else "__Host-sessionid",
        "CSRF_COOKIE_NAME": "csrftoken" if debug else "__Host-csrftoken",
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",  # not in a cookie of its own
        "CSRF_COOKIE_AGE": None,  # until the browser is closed
        "CSRF_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": not debug,
        "CSRF_COOKIE_SECURE": not debug,
    }


# Ten wrong passwords make a network wait, for one account or for all. How a name is slowed over all networks is in
# `directory.staff.sign_ins`, where the reasons are too.
SIGN_INS = "directory.staff.sign_ins"
LIMITS_ON_TRYING = {
    "AXES_LOCKOUT_PARAMETERS": ["ip_address", ["username", "ip_address"]],
    "AXES_FAILURE_LIMIT": 10,
    "AXES_COOLOFF_TIME": timedelta(minutes=15),
    "AXES_RESET_ON_SUCCESS": False,  # it would forget what was tried for others from the same network
    "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,  # a wait ends, whatever programs do meanwhile
    "AXES_CLIENT_IP_CALLABLE": f"{SIGN_INS}.counting.network_of_sender",
    "AXES_USERNAME_CALLABLE": f"{SIGN_INS}.counting.name_in",
    "AXES_SENSITIVE_PARAMETERS": ["username", "login", "email", "ip_address"],
    "AXES_LOCKOUT_CALLABLE": f"{SIGN_INS}.waiting.please_wait",
    "AXES_DISABLE_ACCESS_LOG": True,
    "AXES_ENABLE_ADMIN": False,
    "AXES_VERBOSE": False,
}
