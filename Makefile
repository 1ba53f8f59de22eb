# Nền Nếp: the commands of the project. `make help` lists them.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
export PYTHONDONTWRITEBYTECODE ?=

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

$(VENV)/.runtime: requirements/lock.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Đang cài đặt các thư viện…"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/lock.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . 2>/dev/null \
	 || $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/lock-dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/lock-dev.txt
	@touch $@

setup: $(VENV)/.runtime  ## install what the product needs into .venv and build its assets
	@$(BIN)/python -m nennep.ui.build

demo: setup  ## start with the demo organisation and print the address and sign-ins
	@exec $(BIN)/python -m nennep demo --port $(PORT)

check: $(VENV)/.dev  ## lint, format, floors, types, migrations, translations
	@$(BIN)/python -m nennep.ui.build
	@PATH="$(abspath $(BIN)):$$PATH" sh tests/run.sh checks

test: $(VENV)/.dev  ## run everything that proves the product works
	@$(BIN)/python -m nennep.ui.build
	@PATH="$(abspath $(BIN)):$$PATH" sh tests/run.sh

bench: $(VENV)/.dev  ## measure the product against named references
	@$(BIN)/python -m nennep.ui.build
	@PYTHONPATH=src $(BIN)/python -m benchmarks

LOCK := -q --generate-hashes --strip-extras --no-header --no-annotate \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

lock: $(VENV)/.dev  ## pin the dependencies of pyproject.toml again
	@$(BIN)/python -m pip install -q --disable-pip-version-check pip-tools
	$(BIN)/pip-compile $(LOCK) -o requirements/lock.txt pyproject.toml
	$(BIN)/pip-compile $(LOCK) -c requirements/lock.txt --extra dev -o requirements/lock-dev.txt pyproject.toml

clean:  ## remove what setup and tests made, not your data
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache src/nennep/ui/static/built src/*.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +

.PHONY: help setup demo check test bench lock clean
