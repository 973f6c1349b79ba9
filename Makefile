# `make` alone says what there is. Everything happens in .venv and var; nothing else on the machine changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One more than there are cores: many tests wait for a server or a browser.
TEST_WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')
# Checks read the settings but need no database and no secret.
CHECK_ENVIRONMENT := RUGPIJN_ENVIRONMENT=test SECRET_KEY=only-for-checks \
	DATABASE_URL=postgresql://check@127.0.0.1:1/check MIGRATION_DATABASE_URL=postgresql://check@127.0.0.1:1/check
BENCH_VENV := var/bench/venv
BENCH_OPTIONS = $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(PATIENCE),--patience $(PATIENCE))
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-header

.DEFAULT_GOAL := help
.PHONY: help run code test fuzz bench bench-growth bench-profile bench-docs bench-environment mutants proofs-long check contract lint-contract release-contract clients client-tools words trace requirements sbom environment \
	development-environment venv

help: ## what there is to make
	@echo "Rugpijn. Python 3.11, 3.12 or 3.13 is enough: PYTHON=python3.12 make run picks one."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: environment ## start everything on http://127.0.0.1:8000 (PORT, HOST, WEB_WORKERS, DATABASE_URL)
	@$(BIN)/python manage.py run

code: ## the code of the second step, for who has no phone at hand: KEY="the key below the QR code"
	@test -n "$(KEY)" || { echo 'Give the key that stands below the QR code: make code KEY="ABCD EFGH"'; exit 1; }
	@$(BIN)/python -m tests.totp "$(KEY)"

test: development-environment ## run the tests, on a database of their own
	@PYTEST_XDIST_AUTO_NUM_WORKERS=$(TEST_WORKERS) $(BIN)/python -m pytest -n auto --dist worksteal

fuzz: development-environment ## ask the API at random for MINUTES (20); SEED repeats a run. What it finds is kept in var/fuzz
	@$(BIN)/python -m pytest tests/fuzz -n 0 -s -q --fuzz-minutes $(or $(MINUTES),20) $(if $(SEED),--fuzz-seed $(SEED))

bench: bench-environment ## how fast it is, beside its peers, in 10 minutes on a quiet machine (needs wrk, nginx; ROUNDS, SECONDS, PATIENCE, ONLY)
	@$(BIN)/python -m bench $(BENCH_OPTIONS) $(if $(ONLY),--only $(ONLY))

bench-growth: development-environment ## the same with 1,000 topics of 50 releases and 10 million assessments (an hour, 25 GB of disk)
	@$(BIN)/python -m bench.growth $(BENCH_OPTIONS)

bench-profile: development-environment ## where the time of a request goes, as a table and a picture in docs/performance.md (needs wrk)
	@$(BIN)/python -m bench.profile

bench-docs: development-environment ## write the figures of the last runs into docs/performance.md
	@for found in $(wildcard var/bench/figures.json var/bench/growth.json); do $(BIN)/python -m bench --write-docs $$found; done

mutants: development-environment ## try every small slip in the shipped protocol, and write what notices it (some minutes)
	@$(BIN)/python -m tests.triage.library.mutants

proofs-long: development-environment ## hold the proofs against z3, enumeration and the engine, much longer than make test does
	@RUGPIJN_PROOFS=long PYTEST_XDIST_AUTO_NUM_WORKERS=$(TEST_WORKERS) $(BIN)/python -m pytest -n auto tests/triage/engine/proofs

check: development-environment ## style, types, import directions, migrations, Django's own checks, breaks of the contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(CHECK_ENVIRONMENT) $(BIN)/mypy .
	$(BIN)/lint-imports
	@# The history of migrations is compared in the tests; here it only warns that there is no database.
	$(CHECK_ENVIRONMENT) $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(CHECK_ENVIRONMENT) $(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python -m openapi.compatibility

contract: development-environment ## write the contract's examples, openapi/v1.json and v1.yaml from the code
	@$(BIN)/python -m pytest -k "what_is_shown or contract_file" tests/openapi/test_examples.py tests/test_contract_file.py --write-contract -q -n 0

lint-contract: ## hold the contract against OpenAPI and the Dutch API Design Rules (needs Node 20.19)
	@cd openapi/lint && { cmp -s package-lock.json node_modules/.installed || { npm ci && cp package-lock.json node_modules/.installed; }; }
	@cd openapi/lint && REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true npm run --silent lint

release-contract: development-environment ## keep openapi/v1.json as what apps build on: with every new version of the API
	@$(BIN)/python -m openapi.compatibility --release

clients: development-environment ## make clients from the contract in var/clients, in five languages (needs Java, Node)
	@$(BIN)/python -m openapi.clients

client-tools: development-environment ## install what the tests of those clients need, in var/clients/tools (needs npm)
	@$(BIN)/python -m openapi.clients --tools

words: development-environment ## compile the Dutch words of the admin that Unfold does not have
	$(BIN)/pybabel -q compile --domain django --directory rugpijn/accounts/locale

trace: development-environment ## write docs/clinical-safety/trace.md and the figures of the safety papers from the library
	@$(BIN)/python -m pytest tests/clinical_safety/test_trace.py --write-trace -q -n 0

requirements: development-environment ## pin every dependency anew from requirements*.in
	$(COMPILE) requirements.in --output-file requirements.txt
	$(COMPILE) requirements-dev.in --output-file requirements-dev.txt
	$(COMPILE) requirements-bench.in --output-file requirements-bench.txt

sbom: development-environment ## write var/sbom.json: what is inside, from the pins (CycloneDX)
	@mkdir -p var
	@$(BIN)/python -W ignore::UserWarning -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml \
		--short-PURLs --output-reproducible --of JSON --output-file var/sbom.json

environment: venv
	@$(call install,requirements.txt)

development-environment: environment
	@$(call install,requirements-dev.txt)

# A peer has an environment of its own: what it is made of is no part of Rugpijn.
bench-environment: development-environment
	@test -x $(BENCH_VENV)/bin/python || $(BIN)/python -m venv $(BENCH_VENV)
	@$(call install,requirements-bench.txt,$(BENCH_VENV))

# Installed is what the copy in .venv says: exact, where times of files lie after a checkout.
define install
cmp -s $(1) $(or $(2),$(VENV))/installed-$(1) || { echo "Installing $(1)" \
	&& $(or $(2),$(VENV))/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r $(1) \
	&& cp $(1) $(or $(2),$(VENV))/installed-$(1); }
endef

SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
VERSION := import sys; print("{}.{}".format(*sys.version_info[:2]))

venv:
	@$(BIN)/python -c '$(SUPPORTED)' 2>/dev/null && exit 0; \
	command -v "$(PYTHON)" >/dev/null || { \
		echo "$(PYTHON) is not there: install Python 3.11, 3.12 or 3.13, or name one: PYTHON=/path/to/python3 make"; exit 1; }; \
	"$(PYTHON)" -c '$(SUPPORTED)' || { \
		echo "$(PYTHON) is Python $$("$(PYTHON)" -c '$(VERSION)'), and Rugpijn needs 3.11, 3.12 or 3.13:" \
			"name one, such as PYTHON=python3.12 make"; exit 1; }; \
	echo "Making $(VENV) with Python $$("$(PYTHON)" -c '$(VERSION)')"; \
	rm -rf $(VENV); "$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make a virtual environment: on Debian and Ubuntu install python3-venv first."; exit 1; }
