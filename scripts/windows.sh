#!/usr/bin/env bash
# Run the program for Windows in wine. `program`: from building it to taking it away again; `suites [NAME...]`: the tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

. scripts/packages.sh
install_packages "Without them nothing can be tried on Windows; run:" \
    wine wine64 gcc-mingw-w64-x86-64-win32 nsis osslsigncode poppler-utils xvfb
for needed in wine wineserver x86_64-w64-mingw32-gcc makensis osslsigncode Xvfb; do
    if ! command -v "$needed" >/dev/null; then
        echo "Not tried on Windows: $needed is missing."
        exit "${UNLESS_THERE:-1}"
    fi
done

what="$1"
shift
case "$what" in
program)
    scripts/installer.sh windows setup
    .venv/bin/python -m pytest -m windows tests/windows
    ;;
suites)
    .venv/bin/python -m uv --version >/dev/null 2>&1 || .venv/bin/python -m pip install --quiet uv
    .venv/bin/python -m tests.windows.suites "$@"
    ;;
esac
