"""Settings of allauth: the second factor of our own accounts, and the council's directory by OpenID Connect."""

from urllib.parse import urlsplit

from resourcebank import env

ROLES = ("Contributor", "Editor", "Reviewer", "Curator", "Administrator")  # of directory/curation/roles.py
NEEDED = ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_ROLES")
OF_EVERYBODY = ("/common", "/organizations", "/consumers")  # Microsoft's addresses for no organisation in particular


def single_sign_on_settings():
    return {
        "ACCOUNT_ADAPTER": "directory.staff.second_factor.adapters.AccountAdapter",
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_RATE_LIMITS": False,  # ours are in the database: axes, and second_factor/codes.py
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": 15 * 60,  # seconds
        "ACCOUNT_SIGNUP_FIELDS": ["username*"],
        "ACCOUNT_UNIQUE_EMAIL": False,
        "LOGIN_REDIRECT_URL": "admin:index",
        "MFA_ADAPTER": "directory.staff.second_factor.adapters.FactorAdapter",
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,  # addresses here are an administrator's word
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn"],  # recovery codes are ours
        "MFA_TOTP_ISSUER": "Resource bank",
        "MFA_TOTP_TOLERANCE": 1,  # half minutes that a telephone's clock may be wrong by
        "SOCIALACCOUNT_ADAPTER": "directory.staff.single_sign_on.adapter.DirectoryAdapter",
        "SOCIALACCOUNT_EMAIL_VERIFICATION": "none",
        "SOCIALACCOUNT_STORE_TOKENS": False,
        **directory_settings(),
    }


def directory_settings():
    """Without OIDC_SERVER_URL there is no directory: staff have accounts and passwords of this site only."""
    server = env.text("OIDC_SERVER_URL").rstrip("/")
    domains = [domain.lstrip("@").casefold() for domain in env.items("OIDC_EMAIL_DOMAINS")]
    app = {
        "provider_id": "directory",
        "name": env.text("OIDC_NAME", "your council account"),
        "client_id": env.text("OIDC_CLIENT_ID"),
        "secret": env.text("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": server, "verified_email": domains},
    }
    if server:
        check(server)
    elif any(env.text(name) for name in NEEDED):
        env.stop("Set OIDC_SERVER_URL too: the address (issuer) of the council's sign-in.")
    return {
        "OIDC_NAME": app["name"] if server else "",
        "OIDC_GROUPS_CLAIM": env.text("OIDC_GROUPS_CLAIM", "groups"),
        "OIDC_ROLES": roles("OIDC_ROLES", env.items("OIDC_ROLES")),
        "OIDC_EMAIL_DOMAINS": domains,
        "OIDC_SECOND_FACTOR": env.boolean("OIDC_SECOND_FACTOR", default=True),
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app] if server else []}},
    }


def check(server):
    try:
        parts = urlsplit(server)
    except ValueError:
        parts = urlsplit("")
    here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    if not parts.hostname or not (parts.scheme == "https" or here) or parts.query or parts.fragment:
        env.stop("Set OIDC_SERVER_URL to the https:// address (issuer) of the council's sign-in.")
    if any(part in f"{parts.path}/" for part in (f"{name}/" for name in OF_EVERYBODY)):
        env.stop("OIDC_SERVER_URL is Microsoft's address for every organisation: use the one with your tenant's id.")
    for name in NEEDED:
        if not env.text(name):
            env.stop(f"Set {name}, as OIDC_SERVER_URL is set (docs/operations.md).")


def roles(name, given):
    """(group, role) pairs: "5f0c...=Curator, Bank editors=Editor"."""
    pairs = []
    for item in given:
        group, _, role = (part.strip() for part in item.rpartition("="))
        if not group or role not in ROLES:
            env.stop(
                f"{name} has {item!r}: write group=Role, and separate them by commas. Roles: {', '.join(ROLES)}."
            )
        pairs.append((group, role))
    return pairs
