"""What keeps the council's directory from opening another's account, and from holding every thread."""

import pytest
from requests import RequestException

from directory.staff.single_sign_on.accounts import people_with
from directory.staff.single_sign_on.pages import a_thread_to_wait
from tests.people import make_user


@pytest.mark.django_db
def test_letters_that_only_look_alike_are_another_address():
    editor = make_user("Editor", email="Editor@Staffs.example")
    assert people_with("editor@staffs.example") == [editor]
    assert people_with("ed\u0131tor@staffs.example") == []
    assert people_with("editor@\u017ftaffs.example") == []
    assert people_with("") == []


def test_two_threads_may_wait_for_the_directory_and_the_next_is_told_so():
    with a_thread_to_wait(), a_thread_to_wait(), pytest.raises(RequestException), a_thread_to_wait():
        pass
    with a_thread_to_wait():
        pass
