# Every target sets up what it needs: a virtual environment with tffix and its development tools.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: test test-every demo bench bench-lsp docs format clean

$(BIN)/.installed: pyproject.toml setup.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

test: $(BIN)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict tffix
	$(BIN)/mypy --strict codemods
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

# Also the parameters that the tests marked `sampled` leave out: takes a quarter of an hour.
test-every: $(BIN)/.installed
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --every

demo: $(BIN)/.installed
	$(BIN)/tffix apply examples/pipeline --rule all --diff || test $$? -eq 1

bench: $(BIN)/.installed
	$(BIN)/python tools/bench.py $(BENCH)

bench-lsp: $(BIN)/.installed
	$(BIN)/python tools/bench_lsp.py $(BENCH)

docs: $(BIN)/.installed
	$(BIN)/python tools/build_docs.py

format: $(BIN)/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .hypothesis
