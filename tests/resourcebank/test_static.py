"""Static files as production serves them: under names that change with their content."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings


@pytest.fixture
def collected(tmp_path):
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": settings.HASHED_STATIC}}
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_scripts_import_each_other_under_hashed_names(collected):
    for name in ("site", "search"):
        script = next(path for path in (collected / "js").glob(f"{name}.*.js") if len(path.suffixes) == 2)
        imported = re.search(r'"\.\./build/([^"]+)"', script.read_text())[1]
        assert re.fullmatch(r"[a-z.-]+\.[0-9a-f]{12}\.js", imported)
        assert (collected / "build" / imported).exists()


def test_styles_are_compressed(collected):
    assert list((collected / "build").glob("site.*.css.gz"))


def test_all_assets_of_a_search_page_stay_under_60_kilobytes(collected):
    names = ["build/site.*.css.gz", "build/govuk-frontend.*.js.gz", "build/htmx.*.js.gz"]
    sizes = [next(collected.glob(name)).stat().st_size for name in names]
    own = [path.stat().st_size for path in (collected / "js").glob("s*.js.gz")]
    assert sum(sizes) + sum(own) < 60_000
