#!/usr/bin/env bash
# What is longer, or needs more of the world, than `make test`, in at most an hour: the tests marked `prove` (full matrices,
# long drills, releases side by side: tests/README.md), what we are made of (SBOM) and what is known against it.
# Each step says what it saw; one that could not be taken says so, and is no pass.
#   estate/prove.sh [ARGS]     with arguments: only the marked tests, with these arguments of pytest
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -eq 0 ] || exec .venv/bin/pytest -m prove "$@"
uv="$PWD/.ocop/tools/bin/uv"
out="$PWD/.ocop/prove"
mkdir -p "$out"
status=0
untaken=()

step() { current="$1"; printf '\n== %s\n' "$1"; }

judge() {  # exit code of the step: 0 is proved, 75 could not be taken, all else is a fault
    case $1 in
        0) ;;
        75) untaken+=("$current") ;;
        *) status=1 ;;
    esac
}

step "Software bill of materials (CycloneDX 1.5), of what the images hold"
"$uv" export --quiet --frozen --no-default-groups --group film --format cyclonedx1.5 --output-file "$out/sbom.cdx.json" >/dev/null \
    && .venv/bin/python -m estate.commands.bill "$out/sbom.cdx.json"
judge $?

step "Known advisories against uv.lock"
.venv/bin/python -m estate.commands.advisories "$uv"
judge $?

step "Tests that take long by their nature"
.venv/bin/pytest -m prove -rs --durations=10
judge $?

printf '\n'
[ ${#untaken[@]} -eq 0 ] || printf 'NOT TAKEN, so neither good nor bad: %s\n' "${untaken[@]}"
exit $status
