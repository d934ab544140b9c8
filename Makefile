# What a checkout can do. `make run` and `make test` install what they need into .venv; all paths are relative, so the checkout may lie anywhere.
.DEFAULT_GOAL := help
# What is started a thousand times is compiled once, whatever the surroundings wish.
export PYTHONDONTWRITEBYTECODE :=
.PHONY: help run test lint translations bench torture contract app docs pictures lock clean

python := .venv/bin/python
uv := $(firstword $(wildcard .venv/bin/uv) uv)
compile := $(uv) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header $(if $(UPGRADE),--upgrade)

help: ## say what there is
	@echo "SP-404 Batch: make TARGET"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1	\2/p' Makefile

run: .venv/run.stamp ## install what is needed, then start the program on the demo samples
	@$(python) -m sp404_gui

# Much of a test is waiting for processes that it started: four at once keep two cores busy. Whole jobs come first, short tests fill the end.
# All as nice as it goes: workers, which are nicer than the window, would get nothing beside four busy tests.
# And each with one thread for its sums, as the workers have: two of each of four would mostly wait for each other, at full speed.
test: .venv/test.stamp ## install what the tests need, then run them all
	@OPENBLAS_NUM_THREADS=1 nice -n 19 $(python) -m pytest --numprocesses=4 --dist=loadfile --no-loadscope-reorder

lint: .venv/test.stamp ## style, types (as Linux, Windows and macOS have them) and layers
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy
	@for system in win32 darwin; do $(python) -m mypy --platform $$system --cache-dir .mypy_cache/$$system --package sp404_gui || exit 1; done
	@$(python) -c 'from importlinter.cli import lint_imports_command as check; check()' --no-logo

translations: .venv/run.stamp ## find the window's strings, bring its catalogues up to date, say what is not translated
	@$(python) -m tools.translation

bench: .venv/test.stamp ## measure speed, memory, durability and the ear; NAMES="scale …" for some of it
	@$(python) -m tests.benchmarks $(NAMES)

torture: .venv/test.stamp ## look for broken promises at length: kills, bad audio, hostile text, load; NAMES="kills …" for some of it
	@$(python) -m tests.torture $(NAMES)

contract: .venv/test.stamp ## hold requests against OpenRouter's own description of its API, and manners against llmock (needs npm)
	@npm install --silent --prefix .venv-contract --no-audit --no-fund --ignore-scripts @stoplight/prism-cli@5.16.0
	@test -x .venv-contract/llmock/bin/llmock || { $(python) -m venv .venv-contract/llmock && .venv-contract/llmock/bin/pip install --quiet llmock==0.2.2; }
	@PRISM=.venv-contract/node_modules/.bin/prism LLMOCK=.venv-contract/llmock/bin/llmock $(python) -m pytest tests/contract

app: ## build the application for this system into dist/, and try it
	@sh packaging/prepare.sh requirements/app.lock
	@.venv-app/bin/python packaging/build.py
	@.venv-app/bin/python packaging/smoke.py dist/sp404-batch

docs: .venv/test.stamp ## build the guide into build/site, without a network
	@$(python) -m tools.reference
	@$(python) -m mkdocs build --strict

pictures: .venv/test.stamp ## take the pictures of the guide anew; JOB=DIR of another job than that of the demo samples
	@$(python) -m tools.pictures $(JOB)

lock: ## pin what pyproject.toml asks for; with UPGRADE=1 the newest versions of it (needs uv)
	@command -v $(uv) >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(compile) pyproject.toml --group build --output-file requirements/run.lock
	$(compile) pyproject.toml --group build --output-file requirements/test.lock --extra test --extra lint --extra cluster --extra shared-cache --group docs --group train --constraints requirements/run.lock
	$(compile) pyproject.toml --group app --output-file requirements/app.lock --constraints requirements/run.lock
	$(compile) --group bench --python-version 3.11 --output-file requirements/bench.lock

clean: ## remove what was installed and built here
	rm -rf .venv .venv-app .venv-bench .venv-contract build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@sh packaging/prepare.sh

.venv/run.stamp: requirements/run.lock pyproject.toml packaging/prepare.sh | .venv/bin/python
	@sh packaging/prepare.sh requirements/run.lock
	@touch $@

.venv/test.stamp: requirements/test.lock .venv/run.stamp
	@sh packaging/prepare.sh requirements/test.lock
	@touch $@
