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

# The letters of documents for paper (directory/typesetting/letters.py), of each hand the one weight that is needed.
fonts=node_modules/@expo-google-fonts
mkdir -p static/build/fonts
cp node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf node_modules/dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf \
    "$fonts"/noto-nastaliq-urdu/400Regular/*.ttf "$fonts"/noto-naskh-arabic/400Regular/*.ttf \
    "$fonts"/noto-sans-gurmukhi/400Regular/*.ttf "$fonts"/noto-sans-bengali/400Regular/*.ttf \
    "$fonts"/zcool-xiaowei/400Regular/*.ttf static/build/fonts/
