# Two commands do everything on a fresh machine: `make run` and `make test`.

PYTHON ?= python3
PORT ?= 8501
WAREHOUSE ?= data/warehouse
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes

.PHONY: run setup setup-lake load sample test test-thorough test-newest-duckdb test-lake bench pins clean

# A lake gets no sample records by itself: others may look at it.
run: setup
	@$(if $(is-lake),,$(BIN)/python -m data current --warehouse "$(WAREHOUSE)" >/dev/null 2>&1 \
		|| $(MAKE) --no-print-directory sample)
	@echo "Open http://127.0.0.1:$(PORT)  (stop with Ctrl+C)"
	@WAREHOUSE="$(WAREHOUSE)" $(BIN)/streamlit run dashboard.py --server.address 127.0.0.1 --server.port $(PORT)

is-lake = $(filter ducklake:%,$(WAREHOUSE))

setup: $(VENV)/.run $(if $(is-lake),$(VENV)/.lake)

setup-lake: $(VENV)/.lake

load: setup
	@test -n "$(RECORDS)" || { echo "Say which folder: make load RECORDS=path/to/records" >&2; exit 2; }
	@$(BIN)/python -m data load "$(RECORDS)" --warehouse "$(WAREHOUSE)" $(ARGS)

sample: setup
	@echo "No snapshot yet in $(WAREHOUSE): loading the sample records"
	@records=$$(mktemp -d) && trap 'rm -rf "$$records"' EXIT \
		&& $(BIN)/python -m data sample "$$records/sample" \
		&& $(BIN)/python -m data load "$$records/sample" --warehouse "$(WAREHOUSE)" --reporting-time-zone Europe/Amsterdam

test: $(VENV)/.test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy -n 2
	@$(BIN)/pytest -n auto --dist loadfile -m "not thorough"

# The variants that `make test` leaves out: every tile in every clock, every part of a page.
test-thorough: $(VENV)/.test
	@THOROUGH=1 $(BIN)/pytest -n auto --dist loadfile -m thorough

# A lake as the warehouse: needs PostgreSQL's server programs on the machine, which the tests start by themselves.
test-lake: .venv-lake/.test
	@.venv-lake/bin/python -c 'import sys; from tests.lake.servers import why_not; sys.exit(why_not())'
	@.venv-lake/bin/pytest -n auto --dist loadfile tests/lake

# All but the browser tests on the newest DuckDB that pyproject.toml allows, variants and all examples of properties included.
test-newest-duckdb: .venv-duckdb2/.test
	@THOROUGH=1 .venv-duckdb2/bin/pytest -n auto --dist loadfile -m "not browser"

bench: $(VENV)/.test
	@$(BIN)/python -m tests.bench $(ARGS)

# A changed pin or another Python makes the environment stale; then it is built anew.
$(VENV)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
		|| { echo "This needs Python 3.11, 3.12 or 3.13; say which with: make PYTHON=python3.12" >&2; exit 2; }
	@echo "Setting up $(VENV) (a minute or two, once)"
	@rm -rf $(VENV) && $(PYTHON) -m venv $(VENV)
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.lake: $(VENV)/.run requirements-ducklake.txt
	@echo "Adding what a lake needs to $(VENV)"
	@$(PIP) -r requirements-ducklake.txt
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-dev.txt
	@echo "Adding the test tools to $(VENV)"
	@$(PIP) -r requirements-dev.txt
	@touch $@

.venv-duckdb2/.test: requirements-dev.txt
	@echo "Setting up .venv-duckdb2"
	@rm -rf .venv-duckdb2 && $(PYTHON) -m venv .venv-duckdb2
	@.venv-duckdb2/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-dev.txt
	@.venv-duckdb2/bin/python -m pip --disable-pip-version-check install --quiet --no-deps duckdb==2.0.0
	@touch $@

.venv-lake/.test: requirements-ducklake-dev.txt
	@echo "Setting up .venv-lake"
	@rm -rf .venv-lake && $(PYTHON) -m venv .venv-lake
	@.venv-lake/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes \
		-r requirements-ducklake-dev.txt
	@touch $@

# For maintainers: recompile the pins after changing pyproject.toml.
pins:
	@uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--custom-compile-command "make pins" --quiet -o requirements.txt
	@uv pip compile pyproject.toml --group test --group bench -c requirements.txt --universal --generate-hashes \
		--no-emit-index-url --python-version 3.11 --custom-compile-command "make pins" --quiet -o requirements-dev.txt
	@uv pip compile pyproject.toml --extra ducklake -c requirements.txt --universal --generate-hashes \
		--no-emit-index-url --python-version 3.11 --custom-compile-command "make pins" --quiet \
		-o requirements-ducklake.txt
	@uv pip compile pyproject.toml --extra ducklake --group test --group lake -c requirements-dev.txt --universal \
		--generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make pins" --quiet \
		-o requirements-ducklake-dev.txt

clean:
	rm -rf $(VENV) .venv-duckdb2 .venv-lake .pytest_cache .ruff_cache .mypy_cache .hypothesis
