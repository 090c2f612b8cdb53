"""Words beside which a word is no filter, or is one: "sugar free", "blind eye", "human resources"; "send pupils".

Each context is about the words before the colon: "~" is where they stand, "/" parts words of which any may stand
there, "*" is any one word, "-~" is what a hyphen joins on. Singular and plural are the same. The longest phrase of a
vocabulary is read first, so that "free of charge" is not asked about "free".
"""

# Here the words are no filter.
from directory.county.current import county

NOT_A_FILTER = {
    "free": """
        -~, feel/set/break/breaking ~, are/is/was/be you/he/she/they ~,
        drug/alcohol/smoke/sugar/gluten/nut/bully/hand/care/phone/smartphone/risk/stress/worry/fear/rent/debt/duty/tax/
        toll/trouble/gun/knife/weapon ~,
        harassment/violence/abuse/bullying/prejudice/crime ~ school/zone/environment/culture/life/home/relationship/
        classroom/community/space/playground,
        ~ from/will/speech/time/period/text/fall/kick/spirit/trade/country/choice/agreement/movement/press/flow/play/
        expression/association/rein/pass/run/running/range/church/world/love/style/of/up/the,
        ~ meal/lunch/dinner/breakfast/drink/food/gift/stuff/vape/alcohol/wifi/porn/robux/skin/ride/lift/bus/standing,
        ~ school meal/lunch/dinner/breakfast/milk/transport,
        ~ to leave/say/speak/talk/go/choose/be/express/contact/ask/call/share/move/decide
        """,
    "course": """
        of/due/golf/race/main/obstacle/assault/collision ~, ~ of/work/correction, stay/run/change/matter the ~,
        change/changing/stay/correct ~, ~ group/mate/tutor/leader/rep,
        construction/plumbing/engineering/catering/hairdressing/beauty/sport/art/degree/btec/college/his/her/their/my/
        same ~
        """,
    "training": """
        potty/toilet/football/rugby/cricket/netball/boxing/gym/fitness/dance/swim/swimming/sport/strength/weight/dog/
        puppy/in/at/after ~, ~ ground/bra/shoe/kit/top/pitch/wheel
        """,
    "twilight": "~ film/saga/book/zone/year",
    "inset": "~ map",
    "lesson": """
        ~ learn/learned/learnt, ~ to learn, ~ to be learned/learnt, ~ from serious/case/review/inquiry/death,
        learn/learned/learnt a/my/his/her/their ~, taught a ~, him/her/them/me/us/you/someone/somebody/everyone a ~,
        skip/skipping/miss/missing/missed/leave/leaving/disrupt/disrupting/disrupts/refuse/refusing/refuses/in/
        during/between/after/into ~, out/middle/start/end of ~, in/during/after/between a/the/my/his/her/their ~,
        her/his/their/every/each/different/same/whole/next/last ~,
        late/go/going/get/come to ~, swim/swimming/driving/piano/music/riding/guitar/pe/maths/english/science/french ~
        """,
    "resources": """
        human/hr/natural/financial/limited/scarce/enough ~, lack/shortage of ~,
        ~ needed/department/committee/manager/officer/base/provision
        """,
    "organisation": "self/whole ~, ~ skill/of, my/our/your ~",
    "charity": "~ shop/run/day/worker/ball/commission/event/fundraiser/single/week",
    "agency, agencies": """
        multi/inter/cross/supply/modelling/employment/recruitment/news/dating/child/childs/own/body/other/partner/with/
        between/each/crime ~, sense of ~, ~ staff/worker/teacher/and
        """,
    "phone number": "my/his/her/their/your ~, share/sharing/shared/swap/swapped/gave/give a ~",
    "help line": "~ of",
    "other schools, another school": """
        pupil/student/child/boy/girl/kid/friend/someone/excluded/transfer/transferred from ~, to/at/with ~,
        ~ pupil/student/child/boy/girl
        """,
    "reception": """
        ~ desk/area/staff/office/order/lady/centre/foyer/window/hall,
        warm/cold/frosty/main/mobile/phone/signal/wedding/hotel/front/hospital/at/bad/poor/positive/hostile ~
        """,
    "nursery": "~ rhyme/nurse/bed, plant/garden ~",
    "early years": "in the ~ of, formative/his/her/their ~, ~ of/trauma",
    "infant": "~ mortality/feeding/formula/death/massage",
    "junior": "~ doctor/staff/football/rugby/lawyer/leader/minister/citizen/park/parkrun/warden/police/member",
    "first school": "~ day/trip/disco/prom",
    "high school": "~ musical",
    "primary, secondary": """
        ~ care/carer/caregiver/concern/need/prevention/victim/perpetrator/aggressor/trauma/traumatic/traumatisation/
        victimisation/stress/source/evidence/data/legislation/infection/effect/issue/aim/purpose/focus/reason/goal/
        objective/task/suspect/exposure/cause/factor/colour/diagnosis/duty/responsibility/attachment/language,
        ~ mental health
        """,
    "college": "royal/national/chartered/electoral/police/staff ~, ~ of/green/road/lane/street/avenue/close",
    "a level": "on/at/to ~, ~ playing/of/head",
    "blind": """
        ~ eye/spot/date/faith/trust/drunk/panic/side/corner/obedience/loyalty/rage/to,
        colour/color/double/snow/venetian/roller ~, love is ~
        """,
    "deaf": "~ ear/to",
    **county.not_places,
    "send": """
        i/we/you/he/she/they/who/please ~, ~ home, ~ * home/out/away, ~ * * home/out/away,
        ~ * * * home,
        ~ resource/lesson/training/policy/register to, ~ * to another/isolation/detention/prison/the,
        ~ * a/an/the/this/my/his/her/their/our, ~ consent form/letter,
        ~ * nude/pic/picture/photo/image/message/text/video/sexual/explicit/money
        """,
    "send school": "i/we/you/they ~, ~ a/an/the/to/home",
    "assembly": """
        in/during/at/after/before/from/into/to/out/of/every/skip/skipped/skipping/leave/left/leaving/miss/missed/
        missing/disrupt/disrupted/disrupting/the ~, in/during/at/after/before/from/into/to * ~,
        in/during/at/after/before/from/into/to * * ~,
        in/during/at/after/before/from/into/to * * * ~, ~ hall/room/point/line/member/rule/today/yesterday/this/last,
        national/welsh/general/legislative/citizen ~
        """,
    "film, video": """
        nude/naked/sex/sexual/explicit/intimate/porn/rape/fake/deepfake/ai/indecent/rude/dirty/private/violent/fight/
        prank/viral/music/live/tiktok/youtube/snapchat/snap/cctv/phone/inappropriate/secretly ~,
        the/this/that/these/those/my/his/her/their/our/your/other/same/being/be/is/are/was/were/to/and/on/by/via ~,
        i/he/she/they/we/you/who/boy/girl/lad/pupil/student/child/kid/someone/somebody/people/mate/friend ~,
        send/sent/sending/share/shared/sharing/take/took/taken/taking/make/made/making/post/posted/posting/upload/
        uploaded/leak/leaked/has/had/got/found/saw/seen/put/record/recorded/delete/remove/spread/filmed ~,
        send/sent/sending/share/shared/sharing/take/took/taken/taking/make/made/making/post/posted/posting/upload/
        uploaded/leak/leaked/has/had/got/found/saw/seen/put/record/recorded/delete/remove/spread/filmed * ~,
        send/sent/sending/share/shared/sharing/post/posted/posting/show/showed/shown/showing * * ~,
        ~ of/from/in/under/up/with/without/me/him/her/them/us/people/someone/somebody/girl/boy/pupil/child/teacher/
        call/calling/chat/game/gaming/doorbell/camera/conference/conferencing/evidence/footage/is/was/got/went/going/
        where/sent/shared/posted/leaked/spread/himself/herself/themselves/industry/star/crew/studies,
        ~ about, ~ for money/me/him/her/them,
        ~ on a/the/my/his/her/their/our/snapchat/snap/instagram/insta/tiktok/whatsapp/phone/youtube/telegram/facebook/
        social/group/internet,
        ~ to a/the/my/his/her/their/him/them/me/us/everyone/someone/somebody/people/friend/other
        """,
    "book": """
        i/we/you/he/she/they/to/can/could/should/must/will/please/how/want ~,
        in/by/the/my/his/her/their/our/your/this/that/exercise/text/year/log/record/incident/visitor/signing/school/
        homework/maths/english/note/phone/address/cheque ~, in/on * ~,
        ~ a/an/the/in/onto/now/online/place/space/appointment/session/workshop/visit/speaker/training/course/cpd/
        inset/free/webinar/club/fair/week/day/token/shop/scrutiny, ~ on to/the
        """,
    "assembly on, assembly about, assembly for": """
        in/during/at/after/before/from/into/to/the ~, in/during/at/after/before/from/into/to * ~,
        in/during/at/after/before/from/into/to * * ~, ~ monday/tuesday/wednesday/thursday/friday
        """,
    "film about, video about": """
        ~ me/him/her/them/us/my/our/his/their/someone/somebody, the/this/that/his/her/their/my ~,
        send/sent/sending/share/shared/sharing/make/made/making/post/posted/posting/put/upload/uploaded/record/recorded
        * ~
        """,
    "book about": "the/this/that/his/her/their/my/exercise ~, write/wrote/written/writing/in * ~",
    "letter to parents, letter for parents, parent letter": """
        got/had/has/received/send/sending/sent ~, got/had/has/received/send/sending/sent a/the/this/out/another ~,
        ~ about/after/following/regarding/when/because/telling/saying
        """,
}

# These are words of every day. They are a filter only here, in capitals, before another filter, or as the last word
# where nobody before it does it: "consent send", but not "what can we send".
ONLY_A_FILTER = {
    "send": """
        for/with/in/ehcp/ehc/senco/sen/about/around/on/support/supporting ~,
        ~ pupil/child/student/learner/young/kid/cohort/school/college/setting/unit/class/department/dept/team/lead/
        coordinator/teacher/staff/governor/specialist/resource/lesson/training/course/cpd/register/need/code/provision/
        policy/support/review/reform/tribunal/law/transport/plan/local/friendly/pshe/rshe/rse/sre/safeguarding/
        curriculum/consent/relationship, ~ and inclusion/disability/safeguarding, ~ online safety
        """,
    "assembly": """
        ~ with/and/planner/script/resource/material/slide/powerpoint/presentation/activity/
        template/theme/topic/consent/respect/harassment/bullying/online/internet/safety/relationship/healthy/kindness/
        friendship/body/misogyny/banter/nude/sexting/sexual/pornography/pshe/rshe/rse/safeguarding
        """,
    "film, video": """
        ~ on/for/and/clip/resource/lesson/consent/respect/bullying/safety/relationship/healthy/pornography/
        misogyny/pshe/rshe/rse/safeguarding, ~ to show/watch/use/teach,
        animated/educational/teaching/classroom/consent/pshe/rshe/rse/safeguarding ~
        """,
    "book": """
        ~ for/list, child/childrens/kid/infant ~
        """,
}
WHO_DOES_IT = frozenset(
    """
    i we you he she they who to can could should would will must did do does dont didnt cant wont not never please
    just then him her them me us let make made boy girl child kid pupil student teen teenager friend someone people
    person parent teacher school staff son daughter
    """.split()
)
