import django_filters

from directory.networks.models import Network
from directory.taxonomy.models import District, Sector, Topic


class Codes(django_filters.fields.ModelMultipleChoiceField):
    """Terms, told by their codes; a parameter left empty, as a plain form sends it, is no code."""

    def clean(self, codes):
        return super().clean([code for code in codes or () if code])


class TermsFilter(django_filters.ModelMultipleChoiceFilter):
    field_class = Codes

    def __init__(self, model, method, **options):
        super().__init__(queryset=model.objects.all(), to_field_name="code", method=method, **options)


class NetworkFilterSet(django_filters.FilterSet):
    """Which groups: `district` and `sector` as in a search. Other parameters of a setting are let pass."""

    district = TermsFilter(District, "in_districts", label="District")
    sector = TermsFilter(Sector, "for_sectors", label="Sector")

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
