# One door for newcomers and maintainers. `make help` says what there is.
# POSIX make, and any Python from 3.11 on with venv; PYTHON= names another one, PORT= another port.

PYTHON = python3
VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
UV = uv

.PHONY: help run stop reset install test torture bench check format requirements

help:
	@echo "make run      set up whatever is missing and serve on http://localhost:8000 (PORT= changes it)"
	@echo "make stop     stop what 'make run' started here"
	@echo "make reset    forget the invented place: delete the database under LIVINGWELL_HOME"
	@echo "make install  only install what a real place runs on (docs/operate/)"
	@echo "make test     install what tests need, and run all of them"
	@echo "make torture  try to break it, at length: kills, malformed requests, conflicting edits and more"
	@echo "make bench    measure the main pages beside a plain one, at BENCH_PEOPLE= 1000 10000 100000"
	@echo "make check    style, types, floors, Django's checks, missing migrations"
	@echo "make format   let ruff tidy the code"

run: $(VENV)/runtime.stamp
	@exec $(BIN)/livingwell run

stop: $(VENV)/runtime.stamp
	@exec $(BIN)/livingwell stop

reset: $(VENV)/runtime.stamp
	@exec $(BIN)/livingwell reset

install: $(VENV)/runtime.stamp
	@$(BIN)/python -m compileall -q livingwell $(VENV)/lib

test: $(VENV)/dev.stamp
	@$(BIN)/python -m livingwell.operate.browser --install
	@exec $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

torture: $(VENV)/dev.stamp
	@exec $(BIN)/python -m tests.torture $(ARGS)

bench: $(VENV)/dev.stamp
	@exec $(BIN)/python -m tests.bench

check: $(VENV)/dev.stamp
	@exec $(BIN)/python -m livingwell.operate.quality

format: $(VENV)/dev.stamp
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

# The stamps say which requirements are installed: a changed list is installed again, an unchanged one costs nothing.
$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Living Well needs Python 3.11 or later, and '$(PYTHON)' is not: try  make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "This Python has no venv: install it (on Debian and Ubuntu: apt install python3-venv) and try again." >&2; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/runtime.stamp: $(VENV)/python.stamp requirements.txt pyproject.toml
	@echo "Installing what the platform runs on (the first time takes a minute)"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp requirements-dev.txt
	@echo "Installing what tests and checks need"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

# For maintainers: pin again after changing a .in file. The lists hold hashes and no addresses.
requirements:
	$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements.in -o requirements.txt
	$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements-dev.in -o requirements-dev.txt
