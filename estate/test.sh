#!/usr/bin/env bash
# The whole suite on two cores: what mostly waits for processes of its own runs beside all the rest.
#   estate/test.sh [ARGS]      with arguments: one pytest with these
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -eq 0 ] || exec .venv/bin/pytest "$@"

apart=(tests/chaos tests/estate tests/journeys tests/deploy)
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
