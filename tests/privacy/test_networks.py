"""What of an address may be counted by, and what may be kept."""

import pytest

from directory.privacy.networks import first_address_of, network_of, shortened


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.9", "203.0.113.9", True),
        ("203.0.113.9", "203.0.113.10", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::1", "::2", True),
        ("::ffff:203.0.113.9", "203.0.113.9", True),
        ("64:ff9b::203.0.113.9", "203.0.113.9", True),  # translated by a provider, for all of its customers
        ("2002:cb00:7109:1::1", "203.0.113.9", True),  # 6to4: one IPv4 address has 65,536 such networks
        ("2002:cb00:7109:2::1", "2002:cb00:710a:2::1", False),
        ("2001:0:4136:e378:8000:63bf:34ff:8ef6", "203.0.113.9", True),  # Teredo
        ("not an address", "not an address", True),
    ],
)
def test_a_network_is_what_one_household_or_school_has(one, other, same):
    assert (network_of(one) == network_of(other)) == same


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2::1", "2001:db8:1::/48"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_a_shortened_address_names_no_household(address, short):
    assert shortened(address) == short


@pytest.mark.parametrize(
    ("network", "first"), [("203.0.113.9", "203.0.113.9"), ("2001:db8:1:2::/64", "2001:db8:1:2::"), ("", None)]
)
def test_a_network_has_a_first_address(network, first):
    assert first_address_of(network) == first
