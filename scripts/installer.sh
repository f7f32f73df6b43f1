#!/usr/bin/env bash
# Make what users install, in dist/, and before it the unpacked programs, in build/installer/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

. scripts/packages.sh
# The compiler of the programs for Windows, the maker of setup files, and what checks the signature of CPython.
install_packages "Without them no installer can be made; run:" gcc-mingw-w64-x86-64-win32 nsis osslsigncode
exec .venv/bin/python -m installer "$@"
