# Two commands set everything up on a fresh machine: `make demo` and `make test`.
# They need python3 (3.11 or later) with venv, make and git. Each makes the environment it needs.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test coverage mutants oldest lint docs docs-site bench performance accuracy fuzz clean

demo: $(VENV)/.installed
	@$(PYTHON) tools/demo.py $(BIN)/banlint

test: $(VENV)/.developed
	$(BIN)/python -m pytest -n auto --dist loadfile

# Runs the suite and fails below the share of branches that pyproject.toml asks for.
coverage: $(VENV)/.developed
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -n auto --dist loadfile
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

# Changes the program in one place at a time and sees whether a test fails; FLOORS="match judge" for some of them.
mutants: $(VENV)/.developed
	$(BIN)/python tools/mutants.py $(FLOORS)

# Runs a quick part of the suite with the lowest versions that pyproject.toml allows.
oldest: $(VENV)/.developed
	$(BIN)/python tools/oldest.py

lint: $(VENV)/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/banlint test

# Writes into README.md and docs/ what the program prints and says of itself, and a page for each regime and company.
docs: $(VENV)/.developed
	$(BIN)/python tools/generate_docs.py
	$(BIN)/python tools/docs.py

# The documentation as a site, in site/.
docs-site: $(VENV)/.developed
	$(PIP) -e '.[docs]'
	$(BIN)/python -m mkdocs build --strict

bench: $(VENV)/.developed
	$(PIP) -e '.[bench]'
	$(BIN)/python benchmarks/run.py

# Measures what a check costs beside other tools, and writes docs/performance.md; WORK="startup tree" for some of it.
performance: $(VENV)/.developed
	$(PIP) -e '.[bench]'
	$(BIN)/python benchmarks/performance $(WORK)

# Measures who is taken for whom on labelled data, and writes docs/accuracy.md; DATE=2024-01-31 for another day than today.
accuracy: $(VENV)/.developed
	$(PIP) -e '.[bench]'
	$(BIN)/python benchmarks/accuracy $(if $(DATE),--date $(DATE))

# Fuzzes each target for SECONDS (60), with the public suites as seeds where they are beside the checkout.
fuzz: $(VENV)/.developed
	$(PIP) atheris
	$(BIN)/python fuzz/run.py $(or $(SECONDS),60)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "banlint needs Python 3.11 or later; say which with PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(PIP) -e .
	@touch $@

$(VENV)/.developed: $(VENV)/bin/python pyproject.toml
	$(PIP) -e '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
