#!/usr/bin/env bash
# `make test` on two cores, in two halves of about the same length: what mostly waits for processes of its own, with what
# uses one core only, runs beside all the rest. What is marked `prove` is left out (pyproject.toml; tests/README.md).
#   estate/test.sh [ARGS]      with arguments: one pytest with these
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -eq 0 ] || exec .venv/bin/pytest "$@"

apart=(tests/chaos tests/estate tests/journeys tests/deploy tests/architecture tests/contracts tests/notifications tests/reporting)
said="$(mktemp)"
trap 'kill "$beside" 2>/dev/null; rm -f "$said"' EXIT
.venv/bin/pytest -p no:cacheprovider "${apart[@]}" >"$said" 2>&1 &
beside=$!
.venv/bin/pytest "${apart[@]/#/--ignore=}"
rest=$?
wait "$beside"
processes=$?
printf '\n%s\n' "${apart[*]}"
cat "$said"
[ "$rest" -eq 0 ] && [ "$processes" -eq 0 ]
