"""What of an address may be counted by, and what of it may be kept: the only place that takes an IP address apart."""

from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network

HOUSEHOLD = 64  # bits of an IPv6 address that a provider gives to one customer, who has all addresses below them
NAT64 = IPv6Network("64:ff9b::/96")
SHORT = {4: 24, 6: 48}  # bits that tell an organisation from others, and no household
PROVIDER = {4: 16, 6: 32}  # bits that a registry gives to one provider, or to one who calls themselves so


def network_of(address):
    """What one customer of a provider has: an IPv4 address, or the 64 bits that their IPv6 addresses share."""
    found = parsed(address)
    if found is None:
        return address
    return str(ip_network((int(found), HOUSEHOLD), strict=False) if found.version == 6 else found)


def first_address_of(network):
    """Its first address, for a column that takes addresses only; None where there is no address at all."""
    first = network.partition("/")[0]
    return first if parsed(first) else None


def shortened(address, bits=SHORT):
    """Roughly where it is: "203.0.113.0/24" tells a school from a home far away, and nobody from their neighbours."""
    found = parsed(address)
    return str(ip_network((str(found), bits[found.version]), strict=False)) if found else ""


def parsed(address):
    """An IPv6 address that only wraps an IPv4 one is that: whoever has one IPv4 address could make up thousands."""
    try:
        found = ip_address(address)
    except ValueError:
        return None
    return (wrapped_in(found) or found) if isinstance(found, IPv6Address) else found


def wrapped_in(address):
    """The IPv4 address of a mapped, a 6to4, a Teredo or a translated IPv6 address."""
    if address in NAT64:
        return ip_address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
