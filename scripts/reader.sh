#!/usr/bin/env bash
# Let a listener as a screen reader is one hear the window, through AT-SPI, on a screen and a session bus of their own.
# Where that cannot be had it says so and ends with UNLESS_THERE, or 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

. scripts/packages.sh
install_packages "Without them no reader listens; run:" at-spi2-core dbus xvfb xauth python3-pyatspi gir1.2-atspi-2.0
if ! /usr/bin/python3 -c 'import pyatspi' 2>/dev/null || ! command -v xvfb-run >/dev/null; then
    echo "No screen reader's listener can be had here: not tried." >&2
    exit "${UNLESS_THERE:-1}"
fi
exec xvfb-run -a -s "-screen 0 1366x768x24" dbus-run-session -- \
    env AT_SPI=1 .venv/bin/python -m pytest -s -p no:cacheprovider tests/reader "$@"
