# Everything this project does, on a developer's machine and in CI. `make` lists it.
# Only Python 3.11 or newer is needed: the rest goes into .venv and node_modules, at locked versions.

MAKEFLAGS += --silent --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PORT ?= 8000
SIZES ?= 1000 10000 100000
ADDRESS := 127.0.0.1:$(PORT)
SET_UP := sh scripts/set_up.sh
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PYTHONPATH := $(CURDIR)

##@ Every day

.PHONY: run
run: export DEBUG := true
run: export DJANGO_RUNSERVER_HIDE_WARNING := true
run: export SITE_ADDRESS ?= http://$(ADDRESS)
run: set-up-run static/build/site.css ## Set everything up and serve the site on http://127.0.0.1:8000 (PORT=8001 for another)
	python scripts/port_is_free.py $(PORT)
	python manage.py migrate --verbosity 0
	python manage.py load_content
	python manage.py note_coverage >/dev/null
	python manage.py development_sign_in --address http://$(ADDRESS)
	python manage.py run_worker --beside $$$$ & \
	exec python manage.py runserver $(ADDRESS) >/dev/null # its errors and requests still show; the sign-in stays last

.PHONY: check
check: lint static/build/site.css ## Check style, and run every test that needs nothing but Python: as often as you like
	python -m tests.run --quick

.PHONY: test
test: set-up-test static/build/site.css ## Run every test that this machine can run, and say what is left out
	python -m tests.run

.PHONY: test-postgres
test-postgres: set-up-test static/build/site.css ## Run the tests on PostgreSQL only
	python -m tests.run --postgres

.PHONY: lint
lint: set-up-test ## Check style, imports, templates, migrations and production settings
	sh scripts/lint.sh

.PHONY: format
format: set-up-test ## Put the Python code in order
	ruff check --fix-only --quiet .
	ruff format --quiet .

##@ Now and then

.PHONY: bench
bench: set-up-bench static/build/site.css ## Measure the search, into docs/performance.md (SIZES="1000 10000" for others)
	python -W ignore -m tests.benchmarks.measure --write --sizes $(SIZES)

.PHONY: faults
faults: set-up-test static/build/site.css ## Break what the site depends on, and measure what people get, into docs/faults.md
	python -m tests.faults.measure --write

.PHONY: try-nodes
try-nodes: set-up-test static/build/site.css ## Kill one of each of two nodes, database, replica and cache under load, into docs/scale.md
	python -m tests.nodes.measure --write

.PHONY: try-deploy
try-deploy: set-up-test ## Build the container and install on a bare Debian, in roots of their own (as root; minutes)
	TRY_CONTAINERS=1 python -m pytest -q --durations=6 tests/deploy

.PHONY: shots
shots: set-up-test static/build/site.css ## Take screenshots of the pages, into shots/
	python -m tests.shots

.PHONY: lock
lock: ## Move every locked dependency to the newest version allowed
	$(SET_UP) lock node
	sh scripts/lock.sh

.PHONY: sbom
sbom: ## Write the bill of materials, into bill-of-materials/
	$(SET_UP) release node
	sh scripts/bill_of_materials.sh

.PHONY: clean
clean: ## Remove what the other targets made, but for the database
	rm -rf .venv node_modules static/build staticfiles data bill-of-materials shots test-results htmlcov .coverage
	rm -rf .pytest_cache .ruff_cache .import_linter_cache .hypothesis test.sqlite3*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help: ## List these targets
	awk -F ':.*## ' '/^##@/ { print "\n" substr($$0, 5) } /^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

# Set-up

.PHONY: set-up-run
set-up-run:
	$(SET_UP) runtime node packages

.PHONY: set-up-bench
set-up-bench: set-up-test
	$(SET_UP) bench

.PHONY: set-up-test
set-up-test:
	$(SET_UP) test node all-packages

# One build makes all of static/build; the stylesheet's date stands for it.
SCSS := $(shell find static/scss -name '*.scss' 2>/dev/null)
static/build/site.css: $(SCSS) package-lock.json scripts/build_assets.sh
	echo "Building static/build"
	sh scripts/build_assets.sh
