"""Whether words say that an adult who works with children has harmed one."""

import pytest

from directory.search.language.staff_named import is_by_staff


@pytest.mark.parametrize(
    "query",
    [
        "teacher touched pupil",
        "teacher touched",
        "Teacher touched Jayden",
        "a PE teacher has touched a girl",
        "her teacher touched her",
        "she told me her teacher touched her",
        "pupil says teacher kissed her",
        "teaching assistant messaging pupil",
        "teaching assistants messaging pupils",
        "TA messages a girl on Snapchat",
        "supply teacher texting my daughter",
        "football coach groped a boy",
        "coach is touching girls",
        "member of staff raped a student",
        "staff member harassing a pupil",
        "a member of staff who kissed a pupil",
        "headteacher touched a child",
        "head teacher hit a child",
        "caretaker touched a boy",
        "tutor asked a girl for nudes",
        "teacher sent nudes to a pupil",
        "teacher showed her porn",
        "teacher sent her a dick pic",
        "Mr Smith touched a girl",
        "Mrs Patel messaging pupil",
        "sir touched me",
        "my teacher had sex with me",
        "teacher in a relationship with a student",
        "teacher sleeping with a year 11",
        "girl touched by a teacher",
        "touched inappropriately by her swimming teacher",
        "groomed by her football coach",
        "sexual abuse of a pupil by a teacher",
        "allegation against a member of staff",
        "allegation that a teacher touched a child's breast",
        "sexual messages from a teacher",
        "bus driver touched a girl",
        "youth worker kissed a girl",
    ],
)
def test_adult_who_works_with_children_is_said_to_have_done_it(query):
    assert is_by_staff(query)


@pytest.mark.parametrize(
    "query",
    [
        "a pupil told her teacher that a boy touched her",
        "pupil told teacher touched by a boy",
        "told the teacher",
        "told the teacher he touched her",
        "told her PE teacher a boy kissed her",
        "boy told the teaching assistant he kissed a girl",
        "teacher training on nudes",
        "training for teachers on touching",
        "teacher found nudes on a phone",
        "teacher saw a boy touching a girl",
        "teacher sent the boy out after he touched her",
        "teacher messaged parents about a boy touching her",
        "teacher messaging a pupil's parents",
        "teacher touched by a pupil",
        "teacher was touched by a boy",
        "teacher sexually assaulted by a pupil",
        "teacher assaulted in class",
        "pupil touched a teacher",
        "pupil kissed the teaching assistant",
        "pupil messaging teacher",
        "harassment of a teacher by pupils",
        "teacher's son touched a girl",
        "a boy on the coach touched a girl",
        "on the school coach touched a girl",
        "a boy touched her in front of the teacher",
        "boys in front of staff touching girls",
        "reported to staff kissing in the corridor",
        "touched by a boy and then comforted by a teacher",
        "year 9 boy touched a girl",
        "teacher touched on consent in the lesson",
        "student touched a student",
        "touched by a student teacher told her to wait",
        "teaching assistant",
        "how should staff answer harassment",
        "",
    ],
)
def test_adult_in_another_part_is_not(query):
    assert not is_by_staff(query)


def test_a_thousand_letters_are_read_at_once():
    assert not is_by_staff("told the teacher who has just also " * 40)
