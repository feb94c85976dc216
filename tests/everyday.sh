#!/bin/sh
# The everyday run: stays near a minute. Called by ./run check.
set -eu
ruff format --check -q src tests
ruff check -q src tests
lint-imports --no-cache >/dev/null || lint-imports --no-cache
mypy
python -m django makemigrations --check --dry-run --settings trienkhai.web.config.settings_test >/dev/null
python -m pytest -n auto -m "not journey and not slow" "$@"
