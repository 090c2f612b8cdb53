"""Capitalised words that are nobody's name."""

from directory.county.current import county

# Words that only stand before or after a name: "On Monday Jake Smith" is about Jake Smith.
BESIDE = frozenset(
    """
    a an and are as at be but by did do does for from had has have he her his how i if in is it my no not of on or our
    she since so that the their then there these they this those to today tomorrow was we were what when where who why
    with yesterday you your
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
    """.split()
)

# Capitalised words that make a run of them a title, an organisation or a place, and nobody's name.
ORDINARY = frozenset(
    """
    about abuse academy act action adult adults advice age aged agency ages all alliance alternative annex annual
    anybody anyone appendix assembly association authority autumn bank barnardo behaviour bill board borough boy
    boys brief briefing britain british brook campaign care centre centres champions chapter
    charity chase child childline childrens children church city class co college colleges commission commissioner
    committee community conference consent council county course court crown dad dame data day department
    development diocese district domestic duty early east easter edition education england english equality every
    everyone excellence figure first force forum foundation framework front further girl girls good government
    great group guidance guide harmful health healthy help helpline home hub human inclusion independent
    information inset inspection institute internet introduction invited justice keep keeping key kingdom law lead
    leads league learner learners learning lesson level light lights line local london lord man
    media meeting mental mind minds minister ministry model module mum national network networks new
    newsletter north nudes office officer ofsted one online open out pack page paper parent parents part
    partnership peer people person personal plan police policy post practice prevention primary principles
    programme project protection public pupil pupils quality question rape read reception referral relationships
    report resource resources respect response revenge review rights royal safe safeguarding safer safety saying
    school schools scrutiny secondary section see self sen send service services session sex sexual share shire
    sixth social society someone south speak special spring staff stage standards state
    statutory steering step stop strategy student students suitable summer support survey survive table talk
    teacher teachers team teen teens term toolkit tool tools topic traffic training tree trust
    under understanding union unit united university update updated use version victim violence voice volume wales
    webinar week welfare wellbeing west white winter woman women womens work working world year young youth
    ad ai am ap bc cc cd ce co cp cv da dh ds dv eh eu ey fe ga go gp he hm hr ht id iq ks la lp me mp nb ni ok ot
    pc pd pe pm pp pr ps qa qr rc re rs si tv uk un up us vr dob dsl eg ie kcsie pshe rse rshe
    """.split()
) | frozenset(county.words_of_titles)
