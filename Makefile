# Two commands do everything on a fresh clone with Python 3.11+, git and make:
#   make lint   set up what it needs and check content/
#   make test   set up and run all tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CHECK_READY := $(VENV)/.check-ready
WHEELS := $(VENV)/wheels/.ready
SPEC := $(VENV)/spec/commonmark.json
AXE := $(VENV)/node/.ready

.PHONY: lint test check format docs diagrams models bench bench-typos browser picture clean

# The environment for checking needs the package alone; tests need the development tools too.
$(CHECK_READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(CHECK_READY) $@

# What pip needs to install this project without a network, for the tests with pre-commit.
$(WHEELS): $(READY)
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --wheel-dir $(@D) . hatchling
	rm -f $(@D)/qa_lint-*.whl
	touch $@

# The examples of the CommonMark specification, from the parser's own source distribution.
$(SPEC): $(READY)
	mkdir -p $(@D)
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
		--dest $(@D) "markdown-it-py==$$($(BIN)/python -c 'import markdown_it; print(markdown_it.__version__)')"
	tar -xOzf $(@D)/markdown_it_py-*.tar.gz --wildcards '*/commonmark.json' > $@

# axe-core, for the accessibility of the report's page; without npm these tests are skipped.
$(AXE): tests/report/package.json
	mkdir -p $(@D)
	cp tests/report/package.json $(@D)
	if command -v npm >/dev/null; then \
		npm install --prefix $(@D) --no-package-lock --no-audit --no-fund --silent && touch $@; \
	else false; fi || echo 'no axe-core from npm: the accessibility of the report is not tested'

lint: $(CHECK_READY)
	$(BIN)/qa-lint check content

test: $(READY) $(SPEC) $(WHEELS) $(AXE)
	$(BIN)/ruff check qa_lint tests tools bench content
	$(BIN)/mypy
	$(BIN)/python tools/generate_docs.py --check
	$(BIN)/python -m pytest

docs: $(READY)
	$(BIN)/python tools/generate_docs.py

# Draw the pictures of the Q&A from their sources, content/diagrams/*.py.
diagrams: $(READY)
	$(BIN)/python tools/render_diagrams.py

# Draw the pictures of the report in the documentation; needs Debian's chromium.
picture: $(READY)
	$(BIN)/python tools/report_picture.py

check: $(READY)
	$(BIN)/pre-commit run --all-files

format: $(READY)
	$(BIN)/ruff format qa_lint tests tools bench content
	$(BIN)/ruff check --fix qa_lint tests tools bench content

# Rebuild the data that the spelling rules need from the packages it comes from.
models: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check wordfreq
	$(BIN)/python tools/build_models.py

# Debian's browser for the tests of the report's page, which are skipped without one.
APT := DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends
browser:
	command -v chromedriver >/dev/null || { apt-get update -qq && \
		$(APT) chromium chromium-driver fonts-noto-cjk >/dev/null; }
	command -v npm >/dev/null || { apt-get update -qq && $(APT) npm >/dev/null; }

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache

# Speed and memory against other tools; takes some minutes and wants an idle machine.
bench: $(READY)
	$(BIN)/python -m bench

# Pages made by a grammar, for as long as it takes: FUZZ is how many for each test.
FUZZ ?= 20000
fuzz: $(READY) $(SPEC)
	QA_LINT_FUZZ=$(FUZZ) $(BIN)/python -m pytest tests/fuzz

# Measure the typos family: REPAIRS=FILE with repairs, CLEAN="FOLDER ..." of clean Markdown.
bench-typos: $(READY)
	$(BIN)/python -m bench.typos --repairs $(REPAIRS) --clean $(CLEAN) $(BENCH_OPTIONS)
