import pytest
from django.contrib import admin

from directory.curation.desk.sections import SECTION_OF, sections_of
from tests.people import make_user
from tests.signing_in import sign_in


def test_every_list_of_the_admin_has_its_section_and_no_other_is_named():
    assert {model._meta.label for model in admin.site._registry} == SECTION_OF.keys()


def test_a_list_that_nobody_has_placed_is_still_offered():
    class New:
        class _meta:  # noqa: N801 (Django's name)
            label = "new.Thing"

    assert sections_of([{"models": [{"model": New}]}]) == [{"name": "Other", "models": [{"model": New}]}]


@pytest.mark.django_db
def test_the_sidebar_speaks_of_jobs_and_not_of_apps(client):
    sign_in(client, make_user("Curator"))
    page = client.get("/admin/inbox/message/")
    assert [section["name"] for section in page.context["available_apps"]][:2] == ["Entries", "What people send us"]
    assert "Catalogue" not in page.text
