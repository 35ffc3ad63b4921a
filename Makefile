# The commands of this project. `make help` lists them.
# Works with GNU make 3.81 and any POSIX shell. Variables can be set on the command line:
#   make run PORT=8001

PYTHON = .venv/bin/python
MANAGE = DJANGO_SETTINGS_MODULE=config.settings.local $(PYTHON) manage.py
# Files and folders with Python code of this project.
CODE = site home news events resources membership search tests manage.py
# Tests run on all cores, unless ARGS selects some of them. Tests that share a server run in one
# worker (loadgroup). They run in file order, or with SEED=7 in the random order of that seed.
ORDER = $(if $(SEED),--randomly-seed=$(SEED),-p no:randomly)
PYTEST = $(PYTHON) -m pytest $(ORDER) $(OPTIONS)
PARALLEL = -n auto --dist loadgroup
# Tests marked `timing` run last, one at a time, and are retried once. Only files that contain such
# tests are collected.
TIMING = $(shell grep -rlE 'mark\.timing' tests --include='test_*.py')
ALONE = -n 0 --reruns 1
# Without cached bytecode, each test process would compile Django and Wagtail again.
unexport PYTHONDONTWRITEBYTECODE
PORT ?= 8000
export PORT

.PHONY: help run dev test test-all test-postgres bench lint format lock migrations setup setup-dev check-port
.DEFAULT_GOAL := help

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

run: check-port setup ## Set up the site and serve it at http://127.0.0.1:8000 (PORT=8001 for another port)
	@DJANGO_SETTINGS_MODULE=config.settings.local exec $(PYTHON) manage.py serve --setup

dev: check-port setup ## Serve the site with auto-reload and debug pages
	@$(MANAGE) setup_site --demo
	@DJANGO_SETTINGS_MODULE=config.settings.dev exec $(PYTHON) manage.py runserver 127.0.0.1:$(PORT)

test: setup-dev ## Run all tests except slow ones, including browser tests (one file: ARGS=tests/server/test_serve.py)
ifdef ARGS
	@$(PYTEST) -m "not slow" $(ARGS)
else
	@$(PYTEST) $(PARALLEL) -m "not slow and not timing"
	@$(PYTEST) $(ALONE) -m "timing and not slow" $(TIMING)
endif

test-all: setup-dev ## Run every test
ifdef ARGS
	@$(PYTEST) $(ARGS)
else
	@$(PYTEST) $(PARALLEL) -m "not timing"
	@$(PYTEST) $(ALONE) -m timing $(TIMING)
endif

test-postgres: setup-dev ## Run the database tests on PostgreSQL and Redis (needs DATABASE_URL and CACHE_URL)
	@test -n "$$DATABASE_URL" && test -n "$$CACHE_URL" || { \
	  echo "Set both: make test-postgres DATABASE_URL=postgres://USER@127.0.0.1/NAME CACHE_URL=redis://127.0.0.1:6379/1" >&2; exit 2; }
	@$(PYTEST) $(PARALLEL) -m database

bench: setup-dev ## Measure requests per second on this machine
	@$(PYTHON) -m tests.bench

lint: setup-dev ## Run all linters and type checks
	@echo "ruff" && .venv/bin/ruff check --quiet $(CODE)
	@echo "ruff format" && .venv/bin/ruff format --check --quiet $(CODE) || { echo "Not formatted. Run: make format" >&2; exit 1; }
	@echo "mypy" && PYTHONPATH=site $(PYTHON) -m mypy
	@echo "djlint" && $(PYTHON) -m djlint --lint --quiet templates
	@echo "djade" && find templates -name '*.html' -exec .venv/bin/djade --check --target-version 5.2 {} +
	@echo "import layers" && said=$$(PYTHONPATH=site:. $(PYTHON) -c "from importlinter.cli import lint_imports_command as check; check()") || { echo "$$said"; exit 1; }
	@echo "commit subjects" && scripts/check-commit-subjects
	@echo "ignored files" && ! git check-ignore --quiet site/config/urls.py || { echo ".gitignore ignores site/" >&2; exit 1; }

format: setup-dev ## Format code and templates
	@.venv/bin/ruff check --fix --quiet $(CODE); .venv/bin/ruff format --quiet $(CODE)
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || true

migrations: setup ## Create migrations for changed models
	@$(MANAGE) makemigrations

lock: setup-dev ## Update the lock file and requirements*.txt
	@.venv/bin/uv lock
	@$(EXPORT) --no-dev -o requirements.txt
	@$(EXPORT) --all-extras --all-groups -o requirements-dev.txt
	@$(EXPORT) --only-group setup -o requirements-uv.txt

EXPORT = .venv/bin/uv export --quiet --frozen --no-emit-project --no-header --format requirements-txt

setup:
	@scripts/setup

setup-dev:
	@scripts/setup --dev

check-port:
	@case "$$PORT" in ""|*[!0-9]*) echo "PORT=$$PORT is not a number. Try: make $(MAKECMDGOALS) PORT=8000" >&2; exit 1;; esac
