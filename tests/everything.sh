#!/bin/sh
# The full run: the everyday one, then journeys in a real browser and whatever is slow. Called by ./run test.
set -eu
sh tests/everyday.sh
python -m pytest -m "journey or slow" "$@"
