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
	@$(BIN)/claimtrack demo

test: check
	$(BIN)/pytest -n $(WORKERS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

wheel: $(READY)
	$(BIN)/python -m build --wheel

# What `make constraints` leaves out is this project itself.
constraints: $(READY)
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

$(READY): pyproject.toml constraints.txt tools/set-up
	tools/set-up $(VENV)
	@touch $@

clean:
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
