"""What the home page says of the site to other programs."""

from django.urls import reverse

from directory.catalogue.structured_data import LANGUAGE
from directory.county.current import county
from directory.govuk.addresses import site_address


def site_data():
    return {
        "@type": "WebSite",
        "name": county.site_name,
        "alternateName": county.about,
        "url": site_address("/"),
        "inLanguage": LANGUAGE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{site_address(reverse('search:search'))}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }
