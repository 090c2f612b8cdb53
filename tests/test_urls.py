"""Every address is classified: who may open it. One that is not listed here fails."""

import pytest
from django.urls import URLPattern, get_resolver

EVERYBODY = {
    "pages:home",
    "pages:get_help_now",
    "pages:about",
    "pages:accessibility",
    "pages:privacy",
    "pages:cookies",
    "pages:glossary",
    "pages:healthz",
    "pages:robots",
    "search:search",
    "search:suggestions",
    *(f"search:{kind}" for kind in ("resources", "organisations", "training", "casestudies", "guidance")),
    *(f"{kind}:detail" for kind in ("resources", "organisations", "training", "casestudies", "guidance")),
}
STAFF = {f"{kind}:preview" for kind in ("resources", "organisations", "training", "casestudies", "guidance")}
OPEN_IN_ADMIN = {"admin:login"}


def patterns(resolver, namespace="", path=""):
    """(name with its namespace, path) of every pattern."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", f"{path}{pattern.pattern}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from patterns(pattern, inner, f"{path}{pattern.pattern}")


def example(path):
    """A path with something in the place of each parameter."""
    for parameter, value in {
        "<slug:slug>": "anything",
        "<path:object_id>": "1",
        "<int:content_type_id>": "1",
    }.items():
        path = path.replace(parameter, value)
    return "/" + path.replace("<path:object_id>", "1").replace("^", "").replace("$", "")


def test_every_address_is_classified():
    names = {name for name, _ in patterns(get_resolver()) if not name.startswith("admin:")}
    assert names == EVERYBODY | STAFF


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nobody", "a user who is not staff"])
def test_what_is_for_staff_is_closed_to(client, django_user_model, who):
    if who != "nobody":
        client.force_login(django_user_model.objects.create_user("somebody"))
    for name, path in patterns(get_resolver()):
        if name in STAFF or (name.startswith("admin:") and name not in OPEN_IN_ADMIN and "(?P" not in path):
            response = client.get(example(path))
            assert response.status_code in (302, 404), (name, response.status_code)
            assert response.status_code == 404 or "/admin/" in response.headers["Location"], name


@pytest.mark.django_db
def test_staff_without_rights_see_no_entry_in_the_admin(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("somebody", is_staff=True))
    for name, path in patterns(get_resolver()):
        of_a_model = name.endswith(("_changelist", "_add", "_change", "_delete", "_history"))
        if name.startswith("admin:") and of_a_model and name != "admin:password_change":
            assert client.get(example(path)).status_code in (302, 403), name
