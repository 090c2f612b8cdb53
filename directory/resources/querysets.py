from directory.catalogue.matching_rules import lists
from directory.taxonomy.models import ResourceKind, RsheStrand


def for_resource_kinds(resource_kinds):
    return lists(ResourceKind, resource_kinds, entries="resources")


def for_strands(strands):
    return lists(RsheStrand, strands, entries="resources")
