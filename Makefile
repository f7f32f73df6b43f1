# Everything a developer does. `make run` and `make test` are all that a new one needs.
VENV_PYTHON := .venv/bin/python
.PHONY: setup run test coverage test-reader test-office test-browser test-national test-more test-windows soak soak-windows lint format screenshots manual icon translations schemas \
	lock installer bench release-check clean

setup:  ## Prepare .venv; the program is then .venv/bin/planner-desktop
	@scripts/setup.sh

run: setup  ## Open the window with the sample plan; with no display, export that plan into out/
	@scripts/run.sh

test: setup  ## Run every test but those of test-more and soak, on all cores
	@echo "Not run: what tries the program for Windows (make test-more), and the long proofs (make soak)."
	QT_QPA_PLATFORM=offscreen $(VENV_PYTHON) -m pytest -n auto --dist worksteal $(COVERAGE)

coverage: COVERAGE = --cov --cov-report=
coverage: test  ## Run the tests and see how much of each room they run
	$(VENV_PYTHON) scripts/coverage_floors.py

test-more: setup  ## What test leaves out for its weight: the program for Windows in wine, from building it to taking it away
	@scripts/windows.sh program

test-windows: test-more  ## That, and the tests of what differs on Windows, in wine
	@scripts/windows.sh suites thai formpack exchange bundle checks cli

soak-windows: setup  ## All tests in wine; hours
	@scripts/windows.sh suites

soak: setup  ## The long tests of reliability; SOAK=100 for fewer rounds of each
	$(VENV_PYTHON) -m pytest tests/reliability -m soak -s --hypothesis-profile=by_chance

test-reader: setup  ## Let a real screen reader's listener hear the window, through AT-SPI
	@scripts/reader.sh

test-office: setup  ## Let LibreOffice set the Word files of all samples, and hold its pages against the PDF's
	@scripts/office.sh

test-browser: setup  ## Open the page that a bundle brings in Chromium, with no network
	@scripts/browser.sh

test-national: setup  ## Hold DuckDB, ClickHouse and PostgreSQL against SQLite, on the plans of many collections, and let several decide at once
	@scripts/national.sh

test-more: test-reader test-office test-browser test-national

release-check: setup  ## What must hold before a version is given out
	$(VENV_PYTHON) scripts/release_check.py

lint: setup  ## Style and types
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m mypy

format: setup  ## Put all code into the one format
	$(VENV_PYTHON) -m ruff check --fix .
	$(VENV_PYTHON) -m ruff format .

screenshots: setup  ## Draw docs/screenshots anew
	QT_QPA_PLATFORM=offscreen $(VENV_PYTHON) scripts/screenshots.py

manual: setup  ## Write the manual's pages of keys and messages anew, and all of it as PDF and HTML into out/
	$(VENV_PYTHON) scripts/manual.py

icon: setup  ## Draw the program's icon for Windows anew from its SVG
	$(VENV_PYTHON) -m scripts.icon

translations: setup  ## Collect the program's sentences into the catalogue and compile it
	$(VENV_PYTHON) scripts/translations.py

schemas: setup  ## Write anew what follows from the words of a form pack: forms/schema for editors, docs/editions-reference
	$(VENV_PYTHON) scripts/editions_reference.py
	for kind in edition records section; do $(VENV_PYTHON) -m planner_desktop forms schema $$kind > forms/schema/$$kind.json; done

lock: setup  ## Write the lock files anew
	@scripts/lock.sh

installer: setup  ## Make what users install, in dist/
	@scripts/installer.sh

bench: setup  ## Measure what bench/ measures
	@set -e; for script in bench/*.py; do [ ! -e "$$script" ] || PYTHONPATH=. $(VENV_PYTHON) "$$script"; done

clean:  ## Remove what can be made again
	rm -rf .venv out build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
