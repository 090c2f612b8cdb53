from django.apps import AppConfig


class WhoToCallConfig(AppConfig):
    name = "directory.who_to_call"
    verbose_name = "Who to call"

    def ready(self):
        from directory.catalogue.usage import urgent_places, usage
        from directory.search.pages.search_page.first_answer import first_answers
        from directory.who_to_call.incident import keeping_places, receivers
        from directory.who_to_call.incident.first_answer import first_answer
        from directory.who_to_call.urgent_places import WhoStands, uses_of

        receivers.connect()
        keeping_places.connect()
        first_answers.source = first_answer
        usage.register(uses_of)
        urgent_places.room = WhoStands()
