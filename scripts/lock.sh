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
compile bench pyproject.toml --group test --group bench --constraints requirements/test.txt
compile node --group pyproject.toml:node
compile release --group pyproject.toml:release
compile lock --group pyproject.toml:lock

# In an empty folder: beside an installed node_modules npm leaves out the hashes of what is installed.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp package.json .npmrc "$folder"
(cd "$folder" && npm install --package-lock-only --loglevel=error >/dev/null)
cp "$folder/package-lock.json" package-lock.json

# Every package has its hash, and none an address.
python - <<'CHECK'
import json
packages = json.load(open("package-lock.json"))["packages"]
wrong = [name for name, package in packages.items() if name and ("resolved" in package or "integrity" not in package)]
raise SystemExit(f"package-lock.json: wrong entries {wrong}" if wrong else 0)
CHECK
