"""Whether words say that an adult has harmed a child: one who works with children, or another."""

import pytest

from directory.search.language.staff_named import is_by_another_adult, is_by_staff


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
        "taxi escort put his hand on the knee of a pupil",
        "site supervisor has been adding pupils on instagram",
        "coach driver on residential made sexual remarks to sixth form girls",
        "the head has been accused by a year 6 girl",
        "headteacher is the one accused",
        "our caretaker has been arrested for images of children",
        "an allegation has been made against a lunchtime supervisor",
        "the vicar at our church hugged my daughter",
        "taxi driver who takes my son to school touched him",
        "another TA is too close to a pupil",
        "colleague made a sexual joke about a pupil",
        "cleaner has been giving presents to a year 6 boy",
        "PE teacher brushed against a pupil",
        "volunteer helper sat a child on his lap",
        "saw mr jones alone in the store cupboard with a girl",
        "supply teacher asked a pupil for her number",
        "coach films the girls stretching on his phone",
        "teacher said id look good naked",
        "member of staff got a sixth former pregnant",
        "driver calls the girls sexy",
        "invigilator rubbed a girl's shoulders",
        "catering assistant told pupils about his sex life",
        "forest school leader took a boy off alone",
        "swimming teacher adjusts the girls costumes",
        "ex TA who left last year is still messaging a year 11 girl",
        "respite carer showers with him",
        "dance teacher has been sending kisses and hearts to a student",
        "Mr T pinned a boy to the wall",
        "maths tutor we pay for at home sent my son a photo of himself",
        "an affair between a teacher and a sixth former",
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
        "teacher was touched inappropriately by a year 10 lad",
        "driver reported that boys were groping a girl",
        "caretaker found a condom in the toilets",
        "teacher gave a talk to pupils",
        "teachers gave out prizes",
        "staff accused of ignoring girls",
        "teacher who teaches the boy who touched her",
        "pupils made a video about a teacher",
        "the teaching assistant saw two boys touching",
        "put his hand up to ask the teacher",
        "alone with a boy she told her teacher",
        "head lice",
        "parents and carers touched by the assembly",
        "teacher sent a card to a pupil's parents",
        "teacher told pupils about the trip",
        "teacher took a boy to the office",
        "teacher gives sweets to pupils for good work",
        "staff asked pupils to send photos of their homework",
        "TA pulled up his trousers after an accident",
        "social worker meeting with a boy alone",
        "teaching assistants talked to pupils about their feelings",
        "teaching assistant",
        "how should staff answer harassment",
        "",
    ],
)
def test_adult_in_another_part_is_not(query):
    assert not is_by_staff(query)


def test_a_thousand_letters_are_read_at_once():
    assert not is_by_staff("told the teacher who has just also " * 40)


@pytest.mark.parametrize(
    "query",
    [
        "grandad put his hand in her pants",
        "year 1 girl says daddy puts his willy on her",
        "her stepdad comes in her room at night",
        "my uncle touches me",
        "neighbour in his 50s has been touching a year 4 girl",
        "babysitter aged 40 made my 5 year old kiss him",
        "a man in the park flashed at my 8 year old",
        "mum's new boyfriend walks in on her in the shower",
        "my stepdad watches me in the shower",
        "touched by her grandfather",
    ],
)
def test_another_adult_is_said_to_have_done_it(query):
    assert is_by_another_adult(query)
    assert not is_by_staff(query)


@pytest.mark.parametrize(
    "query",
    [
        "told her mum that a boy touched her",
        "mum says a boy touched her",
        "dad found pictures on her phone",
        "a boy touched my daughter",
        "her cousin touched her",
        "my brother touches me",
        "mum is angry about the boy who touched her",
        "dad wants to know what happens to the boy",
        "teacher touched pupil",
        "mum gave a child a lift home",
        "nan hugging day",
        "mum kissed her and said well done",
        "dad texted her at school",
    ],
)
def test_who_is_told_or_angry_has_done_nothing(query):
    assert not is_by_another_adult(query)
