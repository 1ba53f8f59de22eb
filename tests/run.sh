#!/bin/sh
# Everything that proves the product works. The last lines say what failed and what was left out.
# NENNEP_CI=1 (or CI): what could not be run is a failure. `sh tests/run.sh checks` runs the checks alone.
cd "$(dirname "$0")/.." || exit 2
export PYTHONPATH=src
ci=${NENNEP_CI:-${CI:-}}
failed="" skipped=""
old_home=/usr/lib/postgresql/15
old=$old_home/bin/postgres

step() {  # step NAME COMMAND…: run it, remember a failure, go on
  name=$1; shift
  start=$(date +%s)
  if "$@"; then echo "✓ $name ($(($(date +%s) - start)) s)"; else echo "✗ $name"; failed="$failed $name"; fi
}
left_out() {  # left_out NAME WHY
  if [ -n "$ci" ]; then echo "✗ $1: $2"; failed="$failed $1"; else skipped="$skipped $1 ($2);"; fi
}
gather() {  # pytest, where finding no test of a kind is no failure
  python -m pytest "$@"; code=$?
  [ "$code" = 5 ] || return "$code"
}

again="" cache=.pytest_cache/journeys
journeys() {  # what failed is tried once more, and the last lines name it: a race that shows once is still a fault to find
  gather -m journey -o cache_dir=$cache && return
  again=$(python -c 'import json, sys; print(*json.load(open(sys.argv[1])))' $cache/v/cache/lastfailed)
  python -m pytest -m journey -o cache_dir=$cache --last-failed --last-failed-no-failures none
}

step lint ruff check -q .
step format ruff format -q --check .
step floors lint-imports --no-cache
step types mypy --no-error-summary
step migrations python -W ignore -m django makemigrations --check --dry-run --settings nennep.config.settings
step translations python -m nennep.ui.messages check

if [ "${1:-all}" != checks ]; then
  told=$(mktemp -d)  # the tests run on one core, the journeys and the data layer once more on the other
  { python -m pytest -m "not journey" >"$told/tests" 2>&1; echo $? >"$told/tests.code"; } &
  if command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then
    step journeys journeys
  else
    left_out journeys "Chromium is not installed"
  fi
  if [ -x "$old" ]; then
    step postgresql-15 env NENNEP_PG_HOME=$old_home python -m pytest -m data
  else
    left_out postgresql-15 "PostgreSQL 15 is not installed"
  fi
  wait
  cat "$told/tests"
  step tests test "$(cat "$told/tests.code")" = 0
  rm -rf "$told"
fi
[ -z "$again" ] || echo "failed at the first try: $again"
[ -z "$skipped" ] || echo "left out:$skipped"
[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
echo "all passed"
