from directory.opendata.api.asking import MINUTE, forget_askers


def forget_who_asked(*, now):
    """Forget how often networks asked the API. Each process does so too while it is asked."""
    forget_askers(int(now.timestamp() // MINUTE))
    return "done"
