#!/bin/sh
# Every check that reads the code without running the tests. All of them run; any complaint is a failure.
cd "$(dirname "$0")/.."
failed=0

check() {
    echo "== $(echo "$*" | sed "s|SECRET_KEY=[^ ]*|SECRET_KEY=...|")"
    "$@" || failed=1
}

check ruff check --output-format concise .
check ruff format --check --output-format concise .
[ ! -d templates ] || check djlint --quiet --lint templates
check lint-imports --no-logo
check python scripts/draw_architecture.py --check
check python scripts/numbers_to_check.py --check
check python scripts/describe_who_to_call.py --check
check hadolint deploy/container/Containerfile
check gixy --format text deploy/proxy/nginx.conf
check gixy --format text deploy/proxy/nginx-cache.conf
check sh -n deploy/install.sh
check sh -n deploy/manage.sh
check env DEBUG=true python manage.py makemigrations --check --dry-run

# As in production, with made-up values of the right kind. What only a machine that serves has is left out: the tables,
# and the files that collectstatic gathers.
key=$(python -c 'import secrets; print(secrets.token_urlsafe(60))')
export SECRET_KEY="$key" ALLOWED_HOSTS=resources.example.org DATABASE_URL=sqlite:///db.sqlite3
tags=$(python manage.py check --list-tags --deploy | grep -vx start | sed 's/^/--tag /')
# shellcheck disable=SC2086 (many words on purpose)
check python manage.py check --deploy --fail-level WARNING $tags

exit $failed
