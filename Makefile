# make demo     sets everything up and shows the main job on sample articles
# make test     sets everything up and runs every check
# make check    the fast checks only: style, types, import directions
# make wheel    builds the wheel into dist/

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.claimtrack-ready
WORKERS ?= auto

.PHONY: demo test check format wheel constraints clean

demo: $(READY)
	@$(BIN)/python -m claimtrack demo

test: check
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

check: $(READY)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

wheel: $(READY)
	$(BIN)/python -m build --no-isolation --wheel

# What `make constraints` leaves out is this project itself.
constraints: $(READY)
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

# An environment whose Python is gone is not ready, whatever its stamp says.
ifneq ($(shell $(BIN)/python -c 'print("runs")' 2>/dev/null),runs)
.PHONY: $(READY)
endif

$(READY): pyproject.toml constraints.txt tools/set-up
	tools/set-up $(VENV)
	@touch $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
