"""The Retry-After header of a site that asks us to come back later."""

import time
from email.utils import parsedate_to_datetime

LONGEST_WAIT = 3600  # seconds


def seconds_until(text):
    """A Retry-After header, a number or a date, in seconds. None if it is neither."""
    try:
        seconds = int(text[:10]) if text.strip().isdigit() else parsedate_to_datetime(text).timestamp() - time.time()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0, min(int(seconds), LONGEST_WAIT))
