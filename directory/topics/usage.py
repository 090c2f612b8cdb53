"""What topic hubs, collections and the self-audit say of where an entry is used."""

from directory.catalogue.admin.custom_pages import admin_address
from directory.catalogue.usage import Use
from directory.topics.models import AuditArea, HubContact, Item, Step


def uses_of(entry):
    for step in Step.objects.filter(source=entry.pk).select_related("hub__topic"):
        yield named_in(step.hub, f"Source of a step on “{step.hub}”: {step.text}")
    for contact in HubContact.objects.filter(organisation=entry.pk).select_related("hub__topic"):
        yield named_in(contact.hub, f"Who can help with “{contact.hub}”")
    for item in Item.objects.filter(entry=entry.pk).select_related("collection"):
        yield named_in(item.collection, f"Collection “{item.collection}”")
    for area in AuditArea.objects.filter(guidance=entry.pk):
        yield named_in(area, f"Guidance for the self-audit: {area}")


def named_in(thing, words):
    name = thing._meta.model_name
    return Use(words, admin_address(type(thing), "change", thing.pk), f"topics.change_{name}")
