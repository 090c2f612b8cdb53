"""Words that stand for a filter elsewhere, where they mean something else; and where they do stand for it."""

import pytest

from tests.search.language.filters.reading import facets_in, filters_in

pytestmark = pytest.mark.django_db


def each(facet, queries):
    return [pytest.param(query.strip(), facet, id=query.strip()) for query in queries.replace("\n", " ").split(";")]


NO_SUCH_FILTER = [
    *each(
        "cost",
        """bully-free; drug free; feel free to contact; hands free; free period; free school meals; free will;
        set free; free time; sugar free; smoke free; care free; free speech; phone free school; free from abuse;
        free text; violence free school; free to say no; risk free; break free; are you free on monday;
        free gifts in a game; free alcohol; free up time; free expression""",
    ),
    *each(
        "kind",
        """course of action; of course; course of conduct; potty training; trainers; lessons learned review;
        teach him a lesson; human resources; resources needed; a lesson learned; teach someone a lesson;
        trainers stolen; train station; in due course; golf course; perverting the course of justice; weight training;
        touched at football training; training bra; organisation skills; get organised; organised crime;
        help line of enquiry; resources department; lack of resources; walks out of lessons; missing lessons;
        upset during lessons; pushed in pe lesson; driving lessons; supply agency; multi agency; sense of agency;
        charity shop; a boy from another school; moved to another school; girls at other schools; the twilight film;
        he wants her phone number; he took her phone number""",
    ),
    *each(
        "year",
        """reception desk; warm reception; reception staff; reception area; mobile reception; wedding reception;
        waiting at reception; a level playing field; on a level; in the last year; year 2000s; every year;
        year 2025""",
    ),
    *each(
        "sector",
        """nursery rhyme; nursery nurse; nursery rhymes; secondary victim; secondary trauma; primary carer;
        primary concern; primary need; primary prevention; secondary prevention; primary care; primary aim;
        college of policing; royal college of nursing; college green; royal college of paediatrics; college road;
        junior doctor; infant mortality; independent adviser; special occasion; community service; community order;
        middle of the night; middle finger; in the early years of marriage; first school disco""",
    ),
    *each(
        "ability",
        """blind eye; turn a deaf ear; turning a blind eye; deaf ears; blind spot; colour blind; blind date; blind to;
        court hearing; hearing about; our vision; mission and vision; moderate; severe""",
    ),
    *each(
        "type",
        """he shouted it in assembly; a boy grabbed her in assembly; in the assembly; at our assembly;
        during assembly; after assembly on monday; on the way to assembly; assembly hall; in the year 9 assembly;
        welsh assembly; a video of her; he sent me a video; video call; video games; nude video; they made a video;
        they made a video about my daughter; a video about me; boys film girls; his video is on snapchat;
        the video went round; taking a video in the toilets; book a course; book training;
        how do I book; wrote it in my book; exercise book; he wrote a book about me;
        got a letter to parents; sending a letter to parents about nudes; letter to parents after an incident;
        a newsletter; page 3""",
    ),
    *each(
        "district",
        """newcastle upon tyne; stoke up hatred; tim burton; stoke the fire; richard burton; stoking tensions;
        newcastle united; leek soup; cheadle hulme; burton on the wolds; local authority""",
    ),
]


@pytest.mark.parametrize(("query", "facet"), NO_SUCH_FILTER)
def test_words_are_no_filter_where_they_mean_something_else(query, facet):
    assert facet not in facets_in(query)


VERB = """
    send nudes; send pics; sending nudes; he sent a picture; a child sends nudes; what can we send home;
    where do I send a referral; what should I send; what do boys send; asked her to send; SEND NUDES;
    send pupils home; can we send year 9 home; send year 9 boys home; send resources to parents; send staff an email;
    men who send children pictures; send parents a letter; year 9 send nudes; pressured to send; send consent form;
    can we send school a letter
    """
NEED = """
    send; SEND; send pupils; lessons for send; pupils with send; children with send who send nudes; ehcp send;
    send year 5 consent; send department; send resources; send register; send code of practice; send lesson;
    send needs; send children; SEND online safety; send online safety; SEND nudes lesson; consent send ks3;
    pants send; autism and send; teaching send pupils to keep safe; send free lessons; send training; training send
    """


@pytest.mark.parametrize("query", [query.strip() for query in VERB.split(";")])
def test_send_is_no_need_where_somebody_sends_something(query):
    assert "ability" not in facets_in(query)


@pytest.mark.parametrize("query", [query.strip() for query in NEED.split(";")])
def test_send_is_every_need_in_capitals_and_in_the_company_of_schools(query):
    assert ("ability", "semh") in filters_in(query)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("free training primary", {("cost", "free"), ("kind", "training"), ("sector", "primary")}),
        ("free consent lessons", {("cost", "free"), ("kind", "lessons")}),
        ("dsl training free", {("cost", "free"), ("kind", "training")}),
        ("is it free", {("cost", "free")}),
        ("free of charge", {("cost", "free")}),
        ("free to use", {("cost", "free")}),
        ("domestic abuse free training", {("cost", "free"), ("kind", "training")}),
        ("teach a lesson on consent", {("kind", "lessons")}),
        ("lesson plans", {("kind", "lessons")}),
        ("course on governance", {("kind", "training")}),
        ("what another school did", {("kind", "case_study")}),
        ("ideas from other schools", {("kind", "case_study")}),
        ("charities", {("kind", "organisation")}),
        ("consent reception", {("year", "r")}),
        ("pupils in reception", {("year", "r")}),
        ("a level consent", {("year", "ks5")}),
        ("assembly", {("type", "assembly")}),
        ("assemblies", {("type", "assembly")}),
        ("an assembly on consent", {("type", "assembly")}),
        ("year 7 assembly", {("year", "y7"), ("type", "assembly")}),
        ("assembly plan", {("type", "assembly")}),
        ("letter to parents", {("type", "newsletter")}),
        ("parents newsletter", {("type", "newsletter")}),
        ("website for pupils", {("type", "website_young_people")}),
        ("picture books", {("type", "story_book")}),
        ("book for year 2", {("type", "story_book"), ("year", "y2")}),
        ("film about consent", {("type", "video")}),
        ("film for parents", {("type", "film_for_parents")}),
        ("videos for staff", {("type", "staff_film")}),
        ("nursery staff", {("sector", "early_years")}),
        ("nurseries", {("sector", "early_years")}),
        ("primary pupils", {("sector", "primary")}),
        ("primary to secondary", {("sector", "primary"), ("sector", "secondary")}),
        ("sixth form college", {("sector", "sixth_form")}),
        ("college students", {("sector", "fe_skills")}),
        ("independent schools", {("sector", "independent")}),
        ("special school", {("sector", "special")}),
        ("deaf pupils", {("ability", "sensory_hi")}),
        ("blind children", {("ability", "sensory_vi")}),
        ("domestic abuse newcastle", {("district", "newcastle_under_lyme")}),
        ("burton upon trent", {("district", "east_staffordshire")}),
        ("stoke", {("district", "stoke_on_trent")}),
    ],
)
def test_words_are_filters_where_they_mean_one(query, meant):
    assert filters_in(query) == meant


@pytest.mark.parametrize("query", ["special lunch", "independent review", "sixth sense", "local", "parent"])
def test_half_of_a_filter_is_none(query):
    assert facets_in(query) == set()


def test_a_word_said_over_and_over_is_read_all_the_same():
    assert facets_in("send " * 400) == {"ability"}
