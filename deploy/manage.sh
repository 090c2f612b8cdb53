#!/bin/sh
# Runs manage.py as the site does: as its account, with its settings and nothing else. As root or as that account:
#
#   sh /srv/resourcebank/current/deploy/manage.sh createsuperuser
set -eu
cd "$(dirname "$0")/.."
settings=/etc/resourcebank/resourcebank.env

# Taken as systemd takes it: a line is a name and a value, in which nothing is expanded.
set -- .venv/bin/python manage.py "$@"
while IFS= read -r line; do
    case $line in [A-Z]*=?*) set -- "$line" "$@" ;; esac
done <"$settings"
set -- env --ignore-environment PATH="$PWD/.venv/bin:/usr/bin:/bin" LANG=C.UTF-8 TERM="${TERM:-dumb}" "$@"
[ "$(id -u)" != 0 ] || set -- runuser -u resourcebank -- "$@"
exec "$@"
