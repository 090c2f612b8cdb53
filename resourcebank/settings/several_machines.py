"""Settings of a site that grows: replicas of its database, and how much it takes of readers (docs/adr/0019, 0047)."""

from resourcebank import env


def settings_of_scale():
    """Settings by name."""
    return {
        "REPLICA_LAG": env.number("REPLICA_LAG", 5, least=2, most=30),  # seconds that one may be behind
        "MESSAGES_AN_HOUR": env.number("MESSAGES_AN_HOUR", 200, least=20, most=100_000),  # from all readers together
        "EMAILS_A_DAY": env.number("EMAILS_A_DAY", 500, least=20, most=1_000_000),  # to addresses that somebody typed
    }
