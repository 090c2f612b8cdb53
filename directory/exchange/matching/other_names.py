"""What other lists call the columns of ours: those that people keep, and those of known systems.

Known are Get Information About Schools, Open Referral (HSDS) tables, Outpost and the family hubs directory.
"""

OTHER_NAMES = {
    "reference": "ref; id; our reference; urn; import id; service unique identifier; unique identifier",
    "title": "name; organisation; organization; organisation name; organization name; name of organisation; "
    "service; service name; name of service; provider; provider name; project; charity; charity name; "
    "org; org name; agency; school name; establishment name; resource name; course; course title; "
    "course name; name of course; lesson",
    "summary": "description; short description; about; details; what it is; what they do; what it does; overview; "
    "more details (service description); service description; description of service",
    "aliases": "also known as; alternate name; alternative name; other name; acronym; known as",
    "url": "website; web site; web; website address; web page; webpage; link; links url; homepage; site; www; "
    "school website; service url; website url; website link; web link",
    "phone": "telephone; tel; tel no; telephone number; telephone no; phone number; phone no; contact number; "
    "contact phone; contact telephone; telephone num; helpline; mobile; landline; phone (main); main "
    "phone",
    "text": "sms; text number; contact sms; text message",
    "email": "e-mail; email address; e-mail address; contact email; main email; mail; email addresses; email "
    "address(es)",
    "address": "postcode; post code; postal code; postal address; full address; physical address; address 1; "
    "address line 1; location address 1; location postcode",
    "ages": "age; age range; age group; age groups; ages (years); ages served; ages supported; key stage; key "
    "stages; year group; year groups; years",
    "age_min": "age from; from age; min age; minimum age; lowest age; youngest; lower age; lower age limit; "
    "statutory low age; eligibility minimum age; age from (years)",
    "age_max": "age to; to age; max age; maximum age; highest age; oldest; upper age; upper age limit; statutory "
    "high age; eligibility maximum age; age to (years)",
    "sectors": "sector; phase; phases; phase of education; phase of education (name); setting; settings",
    "audiences": "audience; for; who for; who it is for; aimed at; target audience",
    "topics": "topic; theme; themes; subject; subjects; tags; category; categories",
    "districts": "district; area; areas; area covered; areas covered; service area; service areas; district "
    "administrative; district administrative (name); local authority; borough; coverage",
    "cost": "price; fee; fees; cost option; charge; charges; cost description",
    "abilities": "needs; send; suitabilities; ability; special educational needs",
    "help_kinds": "kind of help; type of help; type of service; service type; support offered; service taxonomies",
    "referral_route": "how to refer; referral; referrals; referral process; application process; how to start; "
    "how to access",
    "waiting_time": "wait time; waiting list; waiting; wait",
    "publisher": "published by; author; producer",
    "checked_on": "last checked; date checked; checked; last verified; verified; assured date; last updated; date "
    "updated",
    "expires_on": "end date; ends; valid to; visible to; expiry; expiry date",
    "resource_kinds": "type; kind; resource type; type of resource; format",
    "source": "source of information; where from",
}
