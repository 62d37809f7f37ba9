# make run    set up, run the pipeline on the bundled sample reports, print what landed
# make test   set up, lint, run all tests
# make ui     the Dagster UI on 127.0.0.1
# make bench  speed against the bare language model
# make lint   ruff, mypy, import-linter
# make lock   resolve the dependencies anew
.PHONY: help setup run test lint ui bench lock clean
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# The first interpreter of 3.12 or 3.13 among the usual names and what pyenv keeps.
define FIND_PYTHON
for python in $$PYTHON python3.13 python3.12 python3 python $$(ls -d "$$(pyenv root 2>/dev/null || echo $$HOME/.pyenv)"/versions/3.1[32]*/bin/python 2>/dev/null | sort -r); do \
  if "$$python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; then echo "$$python"; exit 0; fi; \
done; \
echo "wireledger needs Python 3.12 or 3.13 with venv, and none was found: install one (Debian: python3.12-venv; or pyenv install 3.13), or say make PYTHON=/path/to/python3.13" >&2; exit 1
endef

help:
	@sed -n 's/^# make/make/p' Makefile

$(BIN)/python:
	@python=$$($(FIND_PYTHON)) && echo "setting up $(VENV) with $$python" && "$$python" -m venv $(VENV)

$(STAMP): requirements.lock pyproject.toml | $(BIN)/python
	@echo "installing the locked dependencies (about 1.4 GB, a minute or two)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

setup: $(STAMP)

run: $(STAMP)
	@$(BIN)/wireledger run

test: lint
	@$(BIN)/python -m pytest

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

ui: $(STAMP)
	@$(BIN)/wireledger ui

CORPUS ?= $(wildcard ../shared/corpus/wire_reports.jsonl)
bench: $(STAMP)
	@mkdir -p warehouse/build
	@$(BIN)/python -m pipelines.evaluate.speed $(if $(CORPUS),--corpus $(CORPUS)) --json warehouse/build/bench.json

lock:
	uv pip compile --universal --no-strip-extras --python-version 3.12 --generate-hashes --no-header --no-emit-index-url --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) warehouse/build
