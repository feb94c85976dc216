#!/bin/sh
# The full run: the everyday one with whatever is slow, journeys in a real browser, and the office once more on
# PostgreSQL, where two people at one thing at the same moment (tests/web/races) really are. Called by ./run test.
set -eu
sh tests/everyday.sh -m "not journey"
python -m pytest -m journey "$@"
sh tests/postgres.sh python -m pytest -n auto -m "not journey" tests/web
