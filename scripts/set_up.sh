#!/bin/sh
# Brings .venv and node_modules up to date: set_up.sh [runtime | test | bench | release | lock | node | packages | all-packages]...
# Each finished step leaves a stamp named after its lock file's content, so that next time it costs nothing.
set -eu
cd "$(dirname "$0")/.."

stop() {
    echo "$1" >&2
    exit 1
}

find_python() {
    too_old= no_venv=
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        "$name" -c '' 2>/dev/null || continue
        if ! "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            too_old=$name
        elif ! "$name" -c 'import ensurepip, venv' 2>/dev/null; then
            no_venv=$name
        else
            python=$name
            return
        fi
    done
    [ -z "$no_venv" ] || stop "$no_venv cannot make virtual environments: install venv for it (on Debian and Ubuntu: apt install python3-venv)."
    stop "Python 3.11 or newer is needed${too_old:+ (python3 here is older)}: install it, for example as python3.11, then run make again."
}

# A copied or half-made .venv, or one whose Python is gone, is made again.
virtual_environment() {
    .venv/bin/python -c 'import pip' 2>/dev/null && grep -qF "$(pwd -P)/.venv" .venv/bin/activate && return
    find_python
    echo "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
}

python_packages() {
    lock=requirements/$1.txt
    stamp=.venv/installed-$1-$(fingerprint "$lock")
    [ ! -e "$stamp" ] || return 0
    echo "Installing $lock"
    # The lock is complete: without --no-deps, pip may look for a newer release of what somebody asks for with extras.
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
        --only-binary :all: --no-deps --require-hashes -r "$lock"
    touch "$stamp"
}

node_packages() {
    version=$(fingerprint package-lock.json)
    [ ! -e "node_modules/.$1-$version" ] || return 0
    echo "Installing package-lock.json"
    if [ "$1" = packages ]; then
        npm ci --loglevel=error --omit=optional --omit=dev >/dev/null
        touch "node_modules/.packages-$version"
    else
        npm ci --loglevel=error --omit=optional >/dev/null
        touch "node_modules/.packages-$version" "node_modules/.all-packages-$version"
    fi
}

fingerprint() {
    cksum <"$1" | tr ' ' '-'
}

PATH=$PWD/.venv/bin:$PATH
virtual_environment
for step in "$@"; do
    case $step in
        packages | all-packages) node_packages "$step" ;;
        *) python_packages "$step" ;;
    esac
done
