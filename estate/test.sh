#!/usr/bin/env bash
# `make test` on two cores: three workers, each with servers of its own, take the folders of tests one after another
# (tests/conftest.py). What is marked `prove` is left out (pyproject.toml; tests/README.md).
#   estate/test.sh [ARGS]      with arguments: one pytest with these
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Many tests start processes of the product: each would compile all of its modules again where nobody keeps what was compiled.
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX="${PYTHONPYCACHEPREFIX:-$PWD/.ocop/bytecode}"

[ $# -eq 0 ] || exec .venv/bin/pytest "$@"
exec .venv/bin/pytest -p no:cacheprovider --numprocesses 3 --dist loadscope --no-loadscope-reorder
