#!/bin/sh
# Builds static/build: our stylesheet, and the scripts of the packages that pages use.
set -eu
cd "$(dirname "$0")/.."
mkdir -p static/build

node node_modules/sass/sass.js --load-path=node_modules --quiet-deps --style=compressed --no-source-map \
    --no-error-css static/scss/site.scss static/build/site.css

# Without the comments that name source maps, which we do not serve.
for script in govuk-frontend/dist/govuk/govuk-frontend.min.js htmx.org/dist/htmx.min.js; do
    sed '/^\/\/# sourceMappingURL=/d' "node_modules/$script" >"static/build/$(basename "$script")"
done
