# The daily commands. A fresh machine needs Python 3.11, this file, and one of the first three.
PORT ?= 8000
PYTHON ?= python3.11
# Links in letters begin with it too.
export PORT
BIN = .venv/bin
RUN = $(BIN)/python manage.py

INSTALL = $(BIN)/python -m pip install --no-compile --quiet --disable-pip-version-check --require-hashes -r
LOCK = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q

.PHONY: install tools run test faults check bench screenshots lock

install: .venv/installed

tools: .venv/tools

.venv/installed: requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is needed: install it, or say PYTHON=... if it has another name."; exit 1; }
	$(PYTHON) -m venv .venv
	$(INSTALL) requirements.lock
	touch $@

.venv/tools: .venv/installed .ci/tools.lock
	$(INSTALL) .ci/tools.lock
	touch $@

# The files served are packed beside the database; the demo's own files are made while the first page is served.
run: install
	@.ci/system-packages run
	@SECRET_KEY=unused $(RUN) collectstatic --noinput --verbosity 0 & $(RUN) migrate --verbosity 0 && $(RUN) demo --in-background --port $(PORT) && wait $$!
	@$(RUN) keep_hours --beside $$$$ & exec $(BIN)/gunicorn gpa.wsgi --bind 127.0.0.1:$(PORT) --workers 1 --threads 8 --timeout 60 --log-level warning

test: tools
	@.ci/system-packages missing
	$(BIN)/pytest -n 2 --dist loadgroup

faults: tools
	$(BIN)/pytest -m fault -s tests/faults

check: tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(RUN) makemigrations --check --dry-run
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint Dockerfile

bench: tools
	$(BIN)/python -m bench $(if $(QUICK),quick)

screenshots: tools
	$(BIN)/python docs/screenshots.py

lock:
	$(LOCK) -o requirements.lock
	$(LOCK) --group dev -c requirements.lock -o .ci/tools.lock
