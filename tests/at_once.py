"""Several people who do something in the same moment, each on a connection of their own.

The tests that need it empty the tables afterwards (`transaction=True`), as what one has not committed no other sees.
"""

from threading import Barrier, Thread

from django.db import connection


def at_once(*works):
    """Call all of `works` at once. Returns what each returned or raised, in their order."""
    start, came = Barrier(len(works)), [None] * len(works)

    def run(place, work):
        try:
            start.wait(timeout=20)
            came[place] = work()
        except Exception as error:  # noqa: BLE001 (whatever it is, the test says it)
            came[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=given) for given in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def problems(came):
    return [one for one in came if isinstance(one, Exception)]
