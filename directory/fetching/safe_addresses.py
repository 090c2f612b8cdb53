"""Which IP addresses may be connected to: those of the public internet, and none inside a private network."""

from ipaddress import IPv4Address, ip_address, ip_network

WRAPPING = (ip_network("::ffff:0:0/96"), ip_network("64:ff9b::/96"))  # mapped and NAT64: what counts is inside
# Not private to every Python: two old blocks, 6to4 (it can lead anywhere), and all of IPv6 that is not given out.
BLOCKS = "192.0.0.0/24 192.88.99.0/24 2002::/16 3fff::/20 ::/3 4000::/2 8000::/1"
ALSO_PRIVATE = tuple(map(ip_network, BLOCKS.split()))


def is_public(place):
    """Whether it is an IP address of the public internet, without a zone (which is one of our own network cards)."""
    try:
        address = ip_address(str(place))
    except ValueError:
        return False
    if any(address in network for network in WRAPPING):
        address = IPv4Address(int(address) & 0xFFFFFFFF)
    private = address.is_multicast or any(address in network for network in ALSO_PRIVATE)
    return address.is_global and not private and "%" not in str(place)
