#!/usr/bin/env bash
# Open README.html of a bundle in Chromium without a screen: offline, its search, its charts, printed.
# Where Chromium cannot be had it says so and ends with UNLESS_THERE, or 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

. scripts/packages.sh
if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
    install_packages "Without them no browser opens what a bundle brings; run:" chromium
fi
if ! browser="$(command -v chromium || command -v chromium-browser || command -v google-chrome)"; then
    echo "Chromium cannot be had here: not tried." >&2
    exit "${UNLESS_THERE:-1}"
fi
exec env BROWSER_PROGRAM="$browser" QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -s -p no:cacheprovider tests/browser "$@"
