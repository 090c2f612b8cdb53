"""Words in a query that ask for what is behind one door, by the door's code, separated by commas.

The words of all other filters are those of their terms, which curators edit.
"""

KIND_WORDS = {
    "lessons": """
        teaching resource, teaching resources, lesson, lessons, lesson plan, lesson plans, lesson pack, worksheet,
        worksheets, teaching material, teaching materials, classroom activity, classroom activities, resources
        """,
    "organisation": """
        helpline, helplines, help line, hotline, phone number, phone numbers, telephone number, support organisation,
        support organisations, support service, support services, organisation, organisations, organization, charity,
        charities, agency, agencies, who can i call, who do i call, who to call, who should i call, who can i phone,
        who do i phone, who to contact, who can i contact, who do i contact, who should i contact, who can i ring,
        who do i ring, who can i talk to, who do i talk to, who can help, who helps, who do i refer to,
        who to refer to, who do i tell, who can i tell, who should i tell, number to call, number to ring,
        support line, advice line, crisis line, text line
        """,
    "training": """
        training, training course, training courses, course, courses, cpd, inset, inset day, twilight, elearning,
        e learning, online course, online training, professional development, webinar, workshop for staff
        """,
    "case_study": """
        case study, case studies, good practice example, good practice examples, examples of good practice,
        what other schools did, what other schools do, what other schools have done, what have other schools done,
        what did other schools do, other schools, another school
        """,
    "guidance": """
        guidance update, guidance updates, guidance changes, changes to guidance, guidance change, resources
        """,
}
