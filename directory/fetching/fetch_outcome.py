"""What may be fetched and what came of it, as plain values."""

from dataclasses import dataclass

NOT_THE_WEB = "Only web addresses (http or https) are followed."
UNREADABLE = "It goes to an address that cannot be read."
NOT_ENCRYPTED = "It goes to an address that is not encrypted."


class RefusedError(Exception):
    """We go no further. Its text says why."""


@dataclass(frozen=True)
class Limits:
    """How long we wait, how much we read and where we go."""

    timeout: float = 10  # seconds for each step
    total: float = 30  # seconds for everything
    body: int = 131072  # bytes of a page
    ports: tuple = (80, 443)
    encrypted: bool = False  # https only: the first address, and each that a redirect leads to
    allow: tuple = ()  # IP addresses that need not be public, for tests


@dataclass(frozen=True)
class Fetched:
    """What came of asking `address`, the last that was asked. `problem` says why no full answer was had.

    What is refused, or not known, is not asked: `address` and `status` are those of the redirect that led to it.
    """

    status: int | None
    address: str
    title: str = ""
    site: str = ""  # whose page it says it is
    description: str = ""
    problem: str = ""
    retry_after: int | None = None  # seconds
    body: bytes = b""  # only where it was asked for
