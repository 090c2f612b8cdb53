#!/bin/sh
# Writes bill-of-materials/: every package that the site runs with, by version and hash (CycloneDX).
set -eu
cd "$(dirname "$0")/.."
mkdir -p bill-of-materials
bills=$PWD/bill-of-materials

cyclonedx-py requirements requirements/runtime.txt --output-reproducible --of JSON -o "$bills/python.json"

# npm wants a version of whom the packages are for; ours stands in pyproject.toml and nowhere else.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp package.json package-lock.json .npmrc "$folder"
cd "$folder"
npm version --no-git-tag-version 1.0.0 >/dev/null
npm sbom --sbom-format cyclonedx --package-lock-only --omit dev >"$bills/packages.json"
