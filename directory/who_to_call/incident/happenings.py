"""Which answer to "what has happened?" a topic stands for, so that a topic has the same route as "Who do I call?"."""

from directory.who_to_call.rules import BY_CODE, HAPPENINGS

# Topics that no answer is named after. What is in none of these tables has the route of "I am not sure".
LIKE = {
    "coerced_sexual_activity": "violence",
    "child_sexual_abuse": "violence",
    "ai_image_abuse": "image",
    "upskirting": "image",
    "exploitation": "grooming",
    "sexual_bullying": "harassment",
    "coercive_control": "relationship",
}
NOT_SURE = "unsure"
ABOUT_IMAGES = ("image", "blackmail")


def happening_of(topic):
    """Its code; of several answers that lead to one topic, the first, which is the gravest."""
    return happening_of_code(topic.code)


def happening_of_code(topic):
    named = (happening.code for happening in HAPPENINGS if happening.topic == topic)
    return LIKE.get(topic) or next(named, BY_CODE[NOT_SURE].code)
