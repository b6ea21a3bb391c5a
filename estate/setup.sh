#!/usr/bin/env bash
# Everything a fresh machine needs, from its own package registries: uv, the locked environment, the broker, the pages.
# Idempotent and quiet: it speaks (with the seconds that pass) when it fetches, and in one sentence when it cannot.
#   estate/setup.sh [--tests | --bench]      --tests: also what the tests of the pages need; --bench: what it compares with
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bench=""
if [ "${1:-}" = --bench ]; then
    bench=yes
    shift
fi
HOME_OF_TOOLS="$PWD/.ocop/tools"
LOG="$HOME_OF_TOOLS/setup.log"

refuse() {  # vi, en
    printf '%s\n%s\n' "$1" "$2" >&2
    [ -s "$LOG" ] && printf '(%s)\n' "$LOG" >&2
    exit 1
}

ticker=""
trap '[ -z "$ticker" ] || kill "$ticker" 2>/dev/null' EXIT

fetch() {  # what, command …: runs it with its words in the log, while a person sees the seconds pass
    local what="$1" began=$SECONDS status
    shift
    if [ -t 1 ]; then
        ( while :; do printf '\r· %s  %d s' "$what" $((SECONDS - began)); sleep 1; done ) &
        ticker=$!
    fi
    "$@" >"$LOG" 2>&1
    status=$?
    [ -z "$ticker" ] || { kill "$ticker"; wait "$ticker"; printf '\r'; } 2>/dev/null
    ticker=""
    [ $status -ne 0 ] || printf '✓ %s  %d s\n' "$what" $((SECONDS - began))
    return $status
}

python_found() {
    local name
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        command -v "$name" >/dev/null 2>&1 || continue
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

python="$(python_found)" || refuse \
    "Cần Python 3.11, 3.12 hoặc 3.13: hãy cài đặt rồi chạy lại, hoặc chỉ rõ bằng PYTHON=/đường/dẫn/python3.11." \
    "Python 3.11, 3.12 or 3.13 is needed: install it and run this again, or name one with PYTHON=/path/to/python3.11."

mkdir -p "$HOME_OF_TOOLS" 2>/dev/null && : 2>/dev/null >"$LOG" || {
    LOG=""
    refuse \
        "Không ghi được vào thư mục $PWD/.ocop: hãy cấp quyền ghi hoặc chép dự án sang thư mục khác." \
        "The folder $PWD/.ocop cannot be written: give yourself the right to write there, or copy the project elsewhere."
}

away() {
    refuse "Không tải được $1: hãy kiểm tra kết nối tới kho gói (pip và uv đọc cấu hình của máy) rồi chạy lại." \
        "${2:-$1} could not be fetched: check that the package registry is in reach (pip and uv read the machine's settings), then run this again."
}

uv="$HOME_OF_TOOLS/bin/uv"
pinned="$(cat estate/uv-version.txt)"
bring_uv() {
    "$python" -m venv --clear "$HOME_OF_TOOLS" || return 2
    "$HOME_OF_TOOLS/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$pinned"
}

# The lock names PyPI. Behind a mirror the same files, with the same hashes, are asked of the mirror instead.
mirror="${UV_DEFAULT_INDEX:-${UV_INDEX_URL:-${PIP_INDEX_URL:-}}}"

bring_environment() {
    if [ -z "$mirror" ]; then
        "$uv" sync --locked --quiet --python "$python" --no-python-downloads
    else
        "$uv" venv --quiet --allow-existing --python "$python" --no-python-downloads .venv \
            && env -u UV_DEFAULT_INDEX -u UV_INDEX_URL "$uv" export --quiet --frozen --output-file "$HOME_OF_TOOLS/locked.txt" \
            && "$uv" pip sync --quiet --python .venv --default-index "$mirror" "$HOME_OF_TOOLS/locked.txt"
    fi
}

# What the bench compares with is locked like the rest, and brought for it only; the next change of the lock takes it away.
bring_bench() {
    if [ -z "$mirror" ]; then
        "$uv" sync --locked --quiet --inexact --group bench --python "$python" --no-python-downloads
    else
        env -u UV_DEFAULT_INDEX -u UV_INDEX_URL "$uv" export --quiet --frozen --only-group bench --output-file "$HOME_OF_TOOLS/bench.txt" \
            && "$uv" pip install --quiet --python .venv --default-index "$mirror" -r "$HOME_OF_TOOLS/bench.txt"
    fi
}

if [ "$("$uv" --version 2>/dev/null | cut -d' ' -f2)" != "$pinned" ]; then
    fetch "uv $pinned" bring_uv || case $? in
        2) refuse \
            "Không tạo được môi trường Python (venv): trên Debian/Ubuntu hãy cài gói python3-venv." \
            "Python could not make an environment (venv): on Debian/Ubuntu install the package python3-venv." ;;
        *) away "uv" ;;
    esac
fi

stamp="$(cat uv.lock pyproject.toml contracts/pyproject.toml estate/uv-version.txt | "$python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read() + sys.argv[1].encode()).hexdigest())' "$python")"
if [ "$(cat .venv/.ocop-stamp 2>/dev/null)" != "$stamp" ] || [ ! -x .venv/bin/python ]; then
    fetch ".venv (uv.lock)" bring_environment || away "các gói Python (uv.lock)" "The Python packages (uv.lock)"
    echo "$stamp" >.venv/.ocop-stamp
fi

if [ -n "$bench" ] && [ "$(cat .venv/.ocop-bench-stamp 2>/dev/null)" != "$stamp" ]; then
    fetch ".venv (bench)" bring_bench || away "các gói Python để đo (uv.lock)" "The Python packages of the bench (uv.lock)"
    echo "$stamp" >.venv/.ocop-bench-stamp
fi

run=.venv/bin/python
$run -m estate.servers.jars check 2>"$LOG" || fetch "Apache Kafka" $run -m estate.servers.jars || away "Apache Kafka"
$run -m kit.web.assets check "$@" 2>"$LOG" || fetch "page assets" $run -m kit.web.assets fetch "$@" || away "gói trang và phông chữ (npm)" "The page assets and fonts (npm)"
rm -f "$LOG"
