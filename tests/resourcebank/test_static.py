"""Static files as production serves them: under names that change with their content."""

import re
from contextlib import closing

import pytest
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponseNotFound
from django.test import override_settings

from resourcebank.static import StaticFiles


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    root = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": settings.HASHED_STATIC}}
    with override_settings(STORAGES=storages, STATIC_ROOT=root):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


def test_scripts_import_each_other_under_hashed_names(collected):
    for name in ("site", "search"):
        script = next(path for path in (collected / "js").glob(f"{name}.*.js") if len(path.suffixes) == 2)
        imported = re.search(r'"\.\./build/([^"]+)"', script.read_text())[1]
        assert re.fullmatch(r"[a-z.-]+\.[0-9a-f]{12}\.js", imported)
        assert (collected / "build" / imported).exists()


@pytest.mark.parametrize("way", ["gz", "br"])
def test_styles_are_compressed(collected, way):
    assert list((collected / "build").glob(f"site.*.css.{way}"))


def test_the_fonts_of_pdf_files_are_not_for_browsers(collected):
    assert list((settings.BASE_DIR / "static" / "build" / "fonts").iterdir())
    assert not list(collected.rglob("*.ttf*"))


def test_all_assets_of_a_search_page_stay_under_60_kilobytes(collected):
    names = ["build/site.*.css.gz", "build/govuk-frontend.*.js.gz", "build/htmx.*.js.gz"]
    sizes = [next(collected.glob(name)).stat().st_size for name in names]
    own = [path.stat().st_size for path in (collected / "js").glob("s*.js.gz")]
    assert sum(sizes) + sum(own) < 60_000


@pytest.mark.django_db  # Django looks after its connections when an answer ends
def test_a_process_serves_what_a_newer_release_has_brought_since_it_began(tmp_path, rf):
    """Its pages and those of the newer one are shown to the same readers while one takes the other's place."""
    (tmp_path / "site.0123456789ab.css").write_text("old")
    with override_settings(STATIC_ROOT=tmp_path, WHITENOISE_AUTOREFRESH=False, WHITENOISE_USE_FINDERS=False):
        process = StaticFiles(lambda request: HttpResponseNotFound())
    (tmp_path / "site.ba9876543210.css").write_text("new")
    (tmp_path / "site.css").write_text("of no release")
    (tmp_path.parent / "other.ba9876543210.css").write_text("a secret")

    def ask(name):
        return process(rf.get(f"/static/{name}"))

    for name, content in (("site.0123456789ab.css", b"old"), ("site.ba9876543210.css", b"new")):
        with closing(ask(name)) as answer:
            assert b"".join(answer) == content
    for name in ("site.css", "site.000000000000.css", "../other.ba9876543210.css", "%00.ba9876543210.css"):
        assert ask(name).status_code == 404
