#!/usr/bin/env bash
# Let a real listener hear the window: on a screen and a session bus of their own. Needs at-spi2-core and pyatspi.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=(at-spi2-core dbus dbus-x11 xvfb xauth python3-pyatspi gir1.2-atspi-2.0)
if ! /usr/bin/python3 -c 'import pyatspi' 2>/dev/null || ! command -v Xvfb dbus-run-session >/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        export DEBIAN_FRONTEND=noninteractive
        apt-get install -y -q --no-install-recommends "${packages[@]}" </dev/null >/dev/null ||
            { apt-get update -q && apt-get install -y -q --no-install-recommends "${packages[@]}"; } </dev/null
    else
        echo "Not run, for packages are missing: sudo apt-get install --no-install-recommends ${packages[*]}" >&2
        exit 1
    fi
fi
exec xvfb-run -a -s "-screen 0 1366x768x24" dbus-run-session -- \
    env AT_SPI=1 NO_AT_BRIDGE=0 .venv/bin/python -m pytest -s -p no:cacheprovider tests/reader "$@"
