"""Upgrades a new database from the last release: python -m tests.upgrade.run <its address>

Prints what is wrong afterwards as JSON: name of a check -> sentences.
"""

import json
import sys

from tests.upgrade.start import start_django


def main(database):
    start_django(database)
    from django.core.management import call_command

    from tests.upgrade import between, checks, loading, release_file

    content = release_file.read(release_file.newest())
    loading.load(content)
    between.keep_versions_of_a_hub()
    call_command("migrate", verbosity=0)
    print(json.dumps({check.__name__: checks.problems_of(check, content) for check in checks.CHECKS}))


if __name__ == "__main__":
    main(*sys.argv[1:])
