"""What the page of a change in guidance says of itself to other programs."""

from directory.catalogue.structured_data import learning_of, node_of, organisation_named, page_of


def guidance_data(update):
    document = update.document_for_readers
    return {
        **node_of(update, "DigitalDocument"),
        **learning_of(update),
        "publisher": organisation_named(document and document.publisher),
        "datePublished": update.published_on and update.published_on.isoformat(),
        "isBasedOn": document and page_of(document),
        "creativeWorkStatus": None if update.is_active else update.get_status_display(),
    }
