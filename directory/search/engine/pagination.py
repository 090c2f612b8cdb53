"""How many results stand on a page."""

RESULTS_PER_PAGE = 20


def page_count(total):
    return max(1, -(-total // RESULTS_PER_PAGE))
