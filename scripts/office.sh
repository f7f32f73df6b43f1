#!/usr/bin/env bash
# Let LibreOffice set the Word files of all samples, and hold its pages against the PDF's.
# Where LibreOffice cannot be had it says so and ends with UNLESS_THERE, or 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

. scripts/packages.sh
install_packages "Without them no other program opens what is written; run:" libreoffice-writer-nogui
if ! office="$(command -v soffice || command -v libreoffice)"; then
    echo "LibreOffice cannot be had here: not tried." >&2
    exit "${UNLESS_THERE:-1}"
fi
exec env SOFFICE="$office" QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -s -p no:cacheprovider tests/office "$@"
