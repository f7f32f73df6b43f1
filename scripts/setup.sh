#!/usr/bin/env bash
# Prepare .venv with everything the program and its tests need. Quick when nothing changed since the last time.
# As root on Debian or Ubuntu it installs the system's packages too; otherwise it says which command would.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Qt's windows need these libraries; the tests read PDFs with pdftotext, see with strace what is started, and sign with
# softhsm2's token.
packages=(
    libegl1 libgl1 libglib2.0-0 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0
    libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0
    libxcb-xkb1 poppler-utils strace softhsm2
)

. scripts/packages.sh

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11; do
        if [ -n "$candidate" ] && command -v "$candidate" >/dev/null &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

system_packages() {
    local wanted=("${packages[@]}") python
    if ! python="$(find_python)"; then
        wanted+=(python3.11 python3.11-venv)
    elif ! "$python" -c 'import ensurepip' 2>/dev/null; then
        wanted+=("$(basename "$(readlink -f "$python")")-venv")
    fi
    install_packages "If something does not start or a test fails, run:" "${wanted[@]}"
}

# What was installed is known by the lock, by what the project says of itself, and by where it stands.
wanted="$({ cat requirements.lock pyproject.toml; pwd; } | sha256sum | cut -d' ' -f1)"
stamp=.venv/setup-done
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi

system_packages
python="$(find_python)" || { echo "Python 3.11 or newer is needed: https://www.python.org" >&2; exit 1; }
if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    "$python" -m venv --clear .venv
fi
# Called through python -m: the shebang line of .venv/bin/pip cannot hold a path with spaces.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
# setuptools warns of editable installs in general; this one is as it should be.
PYTHONWARNINGS=ignore .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --no-deps --no-build-isolation -e .
echo "$wanted" >"$stamp"
