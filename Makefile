# The daily commands. A fresh machine needs Python 3.11, this file, and one of the first three.
PORT ?= 8000
PYTHON ?= python3.11
BIN = .venv/bin
RUN = $(BIN)/python manage.py

.PHONY: install run test check bench screenshots lock

install: .venv/installed

.venv/installed: requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is needed: install it, or say PYTHON=... if it has another name."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

run: install
	@.ci/system-packages run
	@$(RUN) migrate --verbosity 0
	@$(RUN) collectstatic --noinput --verbosity 0
	@$(RUN) demo
	@$(RUN) welcome --port $(PORT)
	@$(BIN)/gunicorn gpa.wsgi --bind 127.0.0.1:$(PORT) --workers 1 --threads 8 --timeout 60 --log-level warning

test: install
	@.ci/system-packages missing
	$(BIN)/pytest -n 2 --dist loadgroup

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(RUN) makemigrations --check --dry-run
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

bench: install
	$(BIN)/python -m bench

screenshots: install
	$(BIN)/python docs/screenshots.py

lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q -o requirements.lock
