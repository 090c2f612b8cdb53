"""Settings of what other systems read: `/api/`, `/data/`, feeds and calendars (docs/adr/0034)."""

from resourcebank import env
from resourcebank.middleware.without_cookies import KNOWS_NOBODY


def open_data_settings(base_dir):
    """Settings by name. DATA_DIR holds the files that are made each night: all processes of the site share it."""
    return {
        "DATA_DIR": env.folder("DATA_DIR", base_dir / "data"),
        "CORS_ALLOW_ALL_ORIGINS": True,
        "CORS_URLS_REGEX": KNOWS_NOBODY,
        "CORS_ALLOW_METHODS": ["GET", "HEAD", "OPTIONS"],
        "CORS_ALLOW_HEADERS": ["accept", "if-modified-since", "if-none-match"],
        "CORS_EXPOSE_HEADERS": ["ETag", "Last-Modified", "Retry-After"],
        "API_LIMIT": 300,  # requests of one network in a minute; 0 is no limit
        "REST_FRAMEWORK": REST_FRAMEWORK,
        "SPECTACULAR_SETTINGS": SPECTACULAR_SETTINGS,
    }


REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "directory.opendata.api.json_only.JsonOnly",
    "URL_FORMAT_OVERRIDE": None,  # `format` is a parameter like any other
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_THROTTLE_CLASSES": ["directory.opendata.api.throttling.NetworkThrottle"],
    "EXCEPTION_HANDLER": "directory.opendata.api.problems.answer_to_problem",
    "DEFAULT_SCHEMA_CLASS": "directory.opendata.api.openapi.OpenSchema",
}

SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api",
}
