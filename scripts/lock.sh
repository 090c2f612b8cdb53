#!/bin/sh
# Writes every lock file again, with the newest versions that pyproject.toml and package.json allow.
set -eu
cd "$(dirname "$0")/.."

compile() {
    name=$1
    shift
    uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --only-binary :all: \
        --no-emit-index-url --custom-compile-command "make lock" --output-file "requirements/$name.txt" "$@"
}

compile runtime pyproject.toml
compile test pyproject.toml --group test --constraints requirements/runtime.txt
compile node --group pyproject.toml:node
compile lock --group pyproject.toml:lock

rm -f package-lock.json
npm install --package-lock-only --loglevel=error >/dev/null
! grep -l '"resolved"' package-lock.json
