#!/bin/sh
# Everything that proves the product works. The last lines say what failed and what was left out.
# NENNEP_CI=1 (or CI): what could not be run is a failure. `sh tests/run.sh checks` runs the checks alone.
cd "$(dirname "$0")/.." || exit 2
export PYTHONPATH=src
ci=${NENNEP_CI:-${CI:-}}
failed="" skipped=""

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

step lint ruff check -q .
step format ruff format -q --check .
step floors lint-imports --no-cache
step types mypy --no-error-summary
step migrations python -W ignore -m django makemigrations --check --dry-run --settings nennep.config.settings
step translations python -m nennep.ui.messages check

if [ "${1:-all}" != checks ]; then
  told=$(mktemp)  # the tests run beside the journeys: two cores are enough for both
  { python -m pytest -m "not journey" >"$told" 2>&1; echo $? >"$told.code"; } &
  if command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then
    step journeys gather -m journey
  else
    left_out journeys "Chromium is not installed"
  fi
  if [ -x /usr/lib/postgresql/15/bin/postgres ]; then
    step postgresql-15 env NENNEP_PG_HOME=/usr/lib/postgresql/15 python -m pytest -m data
  else
    left_out postgresql-15 "PostgreSQL 15 is not installed"
  fi
  wait
  cat "$told"
  step tests test "$(cat "$told.code")" = 0
  rm -f "$told" "$told.code"
fi
[ -z "$skipped" ] || echo "left out:$skipped"
[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
echo "all passed"
