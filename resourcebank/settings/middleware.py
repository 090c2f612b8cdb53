"""What every request passes on its way to its view, from the outermost in: the order is half of what they do."""

EVERY = [
    "directory.health.probes.answer_probes",  # before all that could stand in its way
    "directory.health.metrics.requests.measure_requests",
    "resourcebank.middleware.kept_by_nobody.kept_by_nobody",  # has the last word on what may be kept
    "django.middleware.security.SecurityMiddleware",
    "resourcebank.middleware.resource_policy.resource_policy",
    "corsheaders.middleware.CorsMiddleware",
    "resourcebank.middleware.without_cookies.without_cookies",
    "resourcebank.middleware.addresses_from_mail.addresses_from_mail",
    "resourcebank.static.StaticFiles",
    "resourcebank.middleware.compression.compression",
    # What every answer says comes before what may fail, so that the answer to a failure says it too.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "resourcebank.middleware.content_security_policy.ContentSecurityPolicy",
    "resourcebank.middleware.permissions_policy.permissions_policy",
    "resourcebank.middleware.styles_ahead.styles_ahead",
    "directory.outages.middleware.answer_outages",
    "resourcebank.middleware.readable_cookies.readable_cookies",
    "directory.outages.sessions.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "directory.staff.session_limits.end_long_sessions",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "resourcebank.middleware.known_methods.known_methods",
    "resourcebank.middleware.possible_values.possible_values",
    "resourcebank.middleware.readable_addresses.readable_addresses",  # after mending; its page has all headers
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "directory.insight.counting.usage_middleware.count_usage",
    "directory.caching.middleware.say_how_to_keep",  # the last: it answers for the pages themselves
]
# Only behind a proxy that always adds this header itself: anybody else could make up an address.
OF_A_PROXY = "resourcebank.middleware.client_address.client_address"


def middleware(*, behind_proxy):
    return [OF_A_PROXY, *EVERY] if behind_proxy else EVERY
