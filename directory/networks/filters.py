import django_filters

from directory.networks.models import Network
from directory.taxonomy.models import District, Sector, Topic


def terms(model, method=None, **options):
    return django_filters.ModelMultipleChoiceFilter(
        queryset=model.objects.all(), to_field_name="code", method=method, **options
    )


class NetworkFilterSet(django_filters.FilterSet):
    """Which groups: `district` and `sector` as in a search. Other parameters of a setting are let pass."""

    district = terms(District, "in_districts", label="District")
    sector = terms(Sector, "for_sectors", label="Sector")

    class Meta:
        model = Network
        fields = []

    def in_districts(self, networks, name, districts):
        return networks.in_districts(districts) if districts else networks

    def for_sectors(self, networks, name, sectors):
        return networks.for_sectors(sectors) if sectors else networks

    @property
    def problems(self):
        return [f"{self.filters[name].label}: {' '.join(errors)}" for name, errors in self.form.errors.items()]


class AgendaFilterSet(NetworkFilterSet):
    """A theme for an agenda without a meeting."""

    topic = django_filters.ModelChoiceFilter(
        queryset=Topic.objects.filter(retired=False), to_field_name="code", label="Theme", method="leave"
    )

    def leave(self, networks, name, topic):
        return networks
