# `make` lists what there is to do.
.DEFAULT_GOAL := help
.PHONY: help setup run install test check bench drills format lock audit
VENV := .venv/bin

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: install ## Install what the product needs, prepare its database and its first canvases
	@$(VENV)/python manage.py prepare

run: install ## Set up, then serve at http://127.0.0.1:8000 (PORT=... for another port)
	@exec $(VENV)/python manage.py serve --prepare --link

install:
	@scripts/install requirements.txt
	@$(VENV)/python scripts/system_libraries.py

test: ## Run every check, then the whole suite on SQLite and on PostgreSQL
	@scripts/install requirements-dev.txt
	@$(VENV)/python scripts/system_libraries.py
	@$(MAKE) --no-print-directory check
	@scripts/test

check: ## Lint, format, types, import contracts, migrations complete
	@scripts/install requirements-dev.txt
	@scripts/check

bench: ## Measure what must be fast, as ratios within one run
	@scripts/install requirements-dev.txt
	@$(VENV)/pytest tests/bench -o python_files="bench_*.py" -p no:cacheprovider -q --timeout=0

drills: ## Put the running product under load and faults, on SQLite and on PostgreSQL
	@scripts/install requirements-dev.txt
	@scripts/drills

format: ## Write the code in its one format
	@scripts/install requirements-dev.txt
	@$(VENV)/ruff check --fix --quiet . || true
	@$(VENV)/ruff format .
	@$(VENV)/djangofmt --quiet templates
	@$(VENV)/oxfmt static

lock: ## Write the lock files anew from pyproject.toml
	@scripts/install requirements-dev.txt
	@scripts/lock

audit: ## Ask which holes are known in what is locked; fails where a package was skipped
	@scripts/install requirements-dev.txt
	@$(VENV)/python scripts/audit.py
