from django.db.models import Q


def for_evidence(strengths):
    return Q(casestudy__evidence_strength__in=strengths)
