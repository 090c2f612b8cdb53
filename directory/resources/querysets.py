from directory.catalogue.matching_rules import entries_listing
from directory.taxonomy.models import ResourceKind, RsheStrand


def for_resource_kinds(resource_kinds):
    return entries_listing(ResourceKind, resource_kinds, entries="resources")


def for_strands(strands):
    return entries_listing(RsheStrand, strands, entries="resources")
