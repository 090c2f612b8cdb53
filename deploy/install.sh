#!/bin/sh
# Puts this checkout in service on Debian 12, as root: the first time, and again from a new checkout at each upgrade.
#
#   git clone --branch v0.3.0 <the project> /srv/resourcebank/releases/0.3.0
#   sh /srv/resourcebank/releases/0.3.0/deploy/install.sh resources.example.org [/srv/resourcebank/county]
#
# The folder is that of another county than Staffordshire (docs/new-county.md), and is named the first time only.
# PostgreSQL, the web server, the worker and the nightly backup are on this machine, with a proxy before them.
# Readers are served by the release of before until the new one is ready. docs/operations.md walks through it.
set -eu
release=$(cd "$(dirname "$0")/.." && pwd -P)
home=/srv/resourcebank
settings=/etc/resourcebank/resourcebank.env
export DEBIAN_FRONTEND=noninteractive

step() {
    echo "== $*"
}

manage() {
    sh "$release/deploy/manage.sh" "$@"
}

packages() {
    step "Debian's packages"
    apt-get update -qq
    apt-get install -qq --yes --no-install-recommends python3 python3-venv make postgresql nginx-light >/dev/null
}

account() {
    step "An account for the site"
    getent passwd resourcebank >/dev/null ||
        useradd --system --user-group --home-dir /var/lib/resourcebank --shell /usr/sbin/nologin resourcebank
    for folder in /var/lib/resourcebank /var/cache/resourcebank /var/backups/resourcebank; do
        install -d -o resourcebank -g resourcebank -m 0750 "$folder"
    done
}

settings() {
    [ ! -e "$settings" ] || return 0
    step "Settings in $settings"
    install -d -o root -g resourcebank -m 0750 /etc/resourcebank
    key=$(python3 -c 'import secrets; print(secrets.token_urlsafe(60))')
    county=${2:+COUNTY_FOLDER=$2}
    port=$(runuser -u postgres -- psql -Atqc 'show port') # the next free one, where another PostgreSQL was first
    (umask 027 && sed "s|^SECRET_KEY=.*|SECRET_KEY=$key|; s|resources\.example\.org|$1|
        s|^#COUNTY_FOLDER=.*|${county:-&}|
        s|^\(DATABASE_URL=.*\)/resourcebank|\1:$port/resourcebank|" \
        "$release/deploy/resourcebank.env.example" >"$settings")
    chgrp resourcebank "$settings"
}

database() {
    pg_isready -q || service postgresql start
    for second in $(seq 60); do
        pg_isready -q && break
        sleep 1
    done
    pg_isready -q || {
        echo "PostgreSQL does not answer: see /var/log/postgresql, mend it, and run this again." >&2
        exit 1
    }
    if ! runuser -u postgres -- psql -Atqc "select 1 from pg_roles where rolname = 'resourcebank'" | grep -q 1; then
        step "A database"
        runuser -u postgres -- createuser --createdb resourcebank
        runuser -u postgres -- createdb --owner resourcebank --encoding UTF8 --template template0 resourcebank
    fi
}

build() {
    step "Python's packages, stylesheet and scripts"
    (cd "$release" && sh scripts/set_up.sh runtime node packages && make static/build/site.css)
    install -d -o resourcebank -g resourcebank "$release/staticfiles"
    chown -R resourcebank: "$release/staticfiles"
    manage collectstatic --noinput --verbosity 0
    # Pages of the release of before name files by their content: they are served for a while beside the new ones.
    if [ -d "$home/current/staticfiles" ] && [ "$(readlink -f "$home/current")" != "$release" ]; then
        cp -Rn "$home/current/staticfiles/." "$release/staticfiles/"
    fi
}

data() {
    step "The database's tables and the starter content"
    manage migrate --verbosity 0
    manage load_content
}

service_files() {
    step "Services"
    cp "$release"/deploy/systemd/* /etc/systemd/system/
    ln -sfn "$release" "$home/current"
    [ -d /run/systemd/system ] || { echo "systemd does not run here: start the services of deploy/systemd yourself."; return 0; }
    systemctl daemon-reload
    systemctl enable --quiet --now resourcebank.socket resourcebank-backup.timer resourcebank-rehearsal.timer
    systemctl enable --quiet resourcebank.service resourcebank-worker.service
    systemctl restart resourcebank.service resourcebank-worker.service
}

packages
account
database
settings "${1:-resources.example.org}" "${2:-}"
build
data
service_files
step "Ready. The site listens on 127.0.0.1:8000 for a proxy: see deploy/proxy."
