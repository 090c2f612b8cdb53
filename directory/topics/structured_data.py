"""What the list of topics and the collections say of themselves to other programs."""

from django.urls import reverse

from directory.catalogue.structured_data import collection_page


def topics_data(topics):
    named = [(topic.name, reverse("topics:hub", args=[topic.slug])) for topic in topics]
    return collection_page("Topics", reverse("topics:topics"), named)


def collection_data(collection, items):
    named = [(item.entry.title, item.entry.get_absolute_url()) for item in items]
    return collection_page(collection.title, collection.get_absolute_url(), named, description=collection.summary)
