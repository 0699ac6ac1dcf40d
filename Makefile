# On a machine with Python 3.11+ and make, each of these works alone and installs what is missing:
#
#   make slides   every deck of the course, videos included, in out/
#   make test     all tests
#   make quick    the tests that take no time
#   make thorough all tests, with many more random examples each time: an hour and a half on two slow cores, of which
#                 any number in any figure takes 12 minutes, and 10,000 damaged decks, slides and templates 4 to 8 each
#   make readme   the course's table in README.md; make pictures: the documentation's pictures, from the decks
#   make docs     the documentation as a site, out/docs/index.html
#   make clean    remove what was generated
#
# PYTHON=... chooses another Python.

ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
endif

VENV := .venv
BIN := $(VENV)/bin

# Else each worker, and each deckwright that a test starts, would compile every module for itself.
unexport PYTHONDONTWRITEBYTECODE
# As the program itself does: threads of linear algebra on small matrices, beside a test on each core, only wait.
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1

.PHONY: slides test quick thorough readme pictures docs clean

slides: $(VENV)/.ready-slides
	@$(BIN)/deckwright build

test: $(VENV)/.ready-test
	@$(BIN)/python -m pytest -n 2 --dist worksteal -q

quick: $(VENV)/.ready-test
	@$(BIN)/python -m pytest -n 2 --dist worksteal -q -m "not slow"

thorough: $(VENV)/.ready-test
	@HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -n 2 --dist worksteal -q

readme: $(VENV)/.ready-test
	@$(BIN)/python build/documentation/readme.py

pictures: $(VENV)/.ready-test
	@$(BIN)/python build/documentation/pictures.py

docs: $(VENV)/.ready-docs
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict
	@echo "built out/docs/index.html"

clean:
	rm -rf out dist .pytest_cache .hypothesis .ruff_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(VENV)/.ready-slides: pyproject.toml $(BIN)/python
	@sh build/system-packages video $(BIN)/python
	@echo "Installing the Python packages for slides and videos."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[video]'
	@touch $@

$(VENV)/.ready-test: pyproject.toml $(VENV)/.ready-slides
	@sh build/system-packages test $(BIN)/python
	@echo "Installing the Python packages for tests."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[video,cluster,test]'
	@touch $@

$(VENV)/.ready-docs: pyproject.toml $(BIN)/python
	@echo "Installing the Python packages for the documentation."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[docs]'
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "error: found no Python 3.11 or later. Install one, or say make PYTHON=/path/to/python3." >&2; exit 1; }
	@sh build/system-packages venv $(PYTHON)
	@echo "Making $(VENV) with $$($(PYTHON) --version)."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
