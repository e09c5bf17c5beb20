# Everything here needs python3.11 (or a later python3), make and a package registry; after set-up, no network.

# prefer python3.11; the locked requirements resolve for 3.11 and later
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13; do \
	if $$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$p; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
RAW ?= data/raw
OUT ?= data/processed
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --progress-bar off

# what torch itself brings where it is built for a graphics card: gigabytes, and not needed; left to pip
TORCH_PARTS := $(addprefix --no-emit-package ,torch triton cuda-bindings cuda-pathfinder cuda-toolkit \
	nvidia-cublas nvidia-cuda-cupti nvidia-cuda-nvrtc nvidia-cuda-runtime nvidia-cudnn-cu13 nvidia-cufft nvidia-cufile \
	nvidia-curand nvidia-cusolver nvidia-cusparse nvidia-cusparselt-cu13 nvidia-nccl-cu13 nvidia-nvjitlink \
	nvidia-nvshmem-cu13 nvidia-nvtx)

# nothing phones home: not pip, not Prefect, not its server
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false

.PHONY: help run test test-all bench lint format docs floors golden clean distclean lock

help:
	@echo "make run       set up, then $(RAW) to $(OUT)"
	@echo "make test      set up, then lint, types and tests"
	@echo "make test-all  the tests that take long or need more than Python, too"
	@echo "make bench     measure speed"
	@echo "make lint      ruff and mypy only"
	@echo "make docs      write the generated pages of docs/ anew"
	@echo "make lock      resolve the locked requirements anew (needs uv)"
	@echo "make clean     remove what the targets made, but for .venv and published tables"

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "gongbao needs Python 3.11 or later with venv, and found none." \
		"Install python3.11 (and python3.11-venv), or name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "setting up $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

# what the job needs; as constraints too, since the pip of Python 3.11 takes a pin for sqlalchemy but not for
# sqlalchemy[asyncio]; the project itself is installed last, without the network
$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@$(PIP) --require-hashes -r requirements.lock -c requirements.lock
	@$(PIP) --no-deps --no-build-isolation --no-index -e .
	@touch $@

# what the tests need besides
$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@$(PIP) --require-hashes -r requirements-dev.lock -c requirements-dev.lock
	@touch $@

# HanLP, torch and spaCy, for the tests of the models. torch's own file differs by platform, so it has no hash; what it
# needs beside it is in the lock where it is for all platforms
$(VENV)/.installed-extras: requirements-extras.lock $(VENV)/.installed-dev
	@$(PIP) --no-deps --require-hashes -r requirements-extras.lock
	@$(PIP) torch==2.13.0
	@touch $@

run: $(VENV)/.installed
	@$(BIN)/gongbao run $(RAW) --out $(OUT)

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

test: lint $(VENV)/.installed-extras
	@$(BIN)/pytest -n 2 --dist loadfile

test-all: lint $(VENV)/.installed-extras
	@$(BIN)/pytest -n 2 --dist loadfile --slow -rs

bench: $(VENV)/.installed-dev
	@$(BIN)/python -m benchmarks --peers build/peers

format: $(VENV)/.installed-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: $(VENV)/.installed-dev
	@$(BIN)/python -m pipeline.tables.dictionary
	@$(BIN)/gongbao evaluate --write docs/evaluation.md
	@$(BIN)/python -m tests.pages

# the accuracy gate: raises each floor to what is measured now, lowers none
floors: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.evaluate.floors

# the seeds' documents as approved by a person: read the difference before you commit it
golden: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.golden

lock:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" -o requirements.lock -q
	uv pip compile pyproject.toml --group build --extra dev --universal --python-version 3.11 --generate-hashes \
		-c requirements.lock --custom-compile-command "make lock" -o requirements-dev.lock -q
	uv pip compile pyproject.toml --group build --extra dev --extra train --universal --python-version 3.11 \
		--generate-hashes -c requirements-dev.lock $(TORCH_PARTS) \
		--custom-compile-command "make lock" -o requirements-extras.lock -q

clean:
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .prefect
	find . -name __pycache__ -not -path "./$(VENV)/*" -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV) data/processed
