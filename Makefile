# The one door to Charter. Each target sets up all that it needs; the second time that costs nothing.
# A machine needs python3 (3.11 or newer), git and make.

PY    := .venv/bin/python
STORY := PATH="$(CURDIR)/.venv/bin:$$PATH" OUT=out examples/northlight/play.sh
# What to test, and how: make test ONLY="tests/core -k retainer"
ONLY  :=
PORT  := 8000
# Every change of every term is tried by make explore alone: that takes as long as half of all tests.
BUT_EVERY_CHANGE := --ignore=tests/core/test_effects.py --ignore=tests/core/document/test_meaning.py

# Whoever changes a lock, the package or the way of setting up gets a new set-up, whatever the files' dates say.
SET_UP := requirements/uv.txt requirements/develop.txt pyproject.toml setup/venv
READY  := .venv/ready-$(shell cat $(SET_UP) | cksum | cut -d' ' -f1)

.DEFAULT_GOAL := help
.PHONY: help run story test coverage mutations proof random explore lint format bench edition site docs wheel lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY):
	@PYTHON="$(PYTHON)" setup/venv
	@rm -f .venv/ready-* && touch $@

run: $(READY)  ## the workspace in the browser: prints its address; with a demo to explore (PORT=8000)
	@.venv/bin/charter serve --port $(PORT)

story: $(READY)  ## play the story of one engagement in the terminal; its documents go to out/
	@$(STORY)

test: $(READY)  ## every test that needs nothing but Python
	@$(PY) -m pytest -n auto $(ONLY)

coverage: $(READY)  ## the same tests, counting branches; the core must be covered whole
	@$(PY) -m coverage erase
	@$(PY) -m coverage run -m pytest -n auto
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report
	@$(PY) -m coverage report --include='src/charter/core/*' --fail-under=100 --format=total >/dev/null \
	  || { echo "The core must be covered whole, branches included."; exit 1; }

mutations: $(READY)  ## spoil the examples in ten thousand ways: each gives an error or a document
	@$(PY) -m tests.mutations

proof: $(READY)  ## hear the outside judges: veraPDF, LibreOffice, a browser, PostgreSQL, other readers
	@setup/judges
	@$(PY) -m pytest -m proof tests/proof -n auto --dist loadfile --no-loadscope-reorder

random: $(READY)  ## the random tests with some times as many tries, the same each time
	@CHARTER_TRIES=large $(PY) -m pytest -n auto -m "(random or hypothesis) and not proof" $(BUT_EVERY_CHANGE)

explore: $(READY)  ## the random tests where they have not been yet: other dice each time
	@CHARTER_TRIES=fresh $(PY) -m pytest -n auto -m "(random or hypothesis) and not proof"

lint: $(READY)  ## style, types, and who may import whom
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-cache  # its cache keeps an import for one of the parent after the module came to be

format: $(READY)  ## lay the code out, and mend what a machine can mend
	@$(PY) -m ruff check --fix-only --quiet
	@$(PY) -m ruff format

bench: $(READY)  ## how fast, beside named peers, in one run: make bench ONLY=engine
	@$(PY) -m bench $(ONLY)

edition: $(READY)  ## keep the texts, law packs and schema as they are released now
	@$(PY) -m tests.core.document.keeping

site: $(READY)  ## keep a small site of the workspace as it is released now: make site NAME=0.2.0
	@$(PY) -m tests.web.keeping_site $(NAME)

docs: $(READY)  ## the guide as pages in out/docs/, every link followed
	@$(PY) -m docs

wheel: $(READY)  ## build what others install: dist/charter-….whl, and the archive of its source
	@rm -rf build dist
	@.venv/bin/uv build --quiet --offline --no-build-isolation --python $(PY) --out-dir dist
	@ls dist

lock: $(READY)  ## write requirements/*.txt anew from requirements/*.in
	@setup/lock

clean:  ## remove what was made, but not what was installed
	rm -rf out build dist .coverage* .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .grimp_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
