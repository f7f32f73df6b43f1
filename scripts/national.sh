#!/usr/bin/env bash
# Install the engines that are too heavy for everyone (DuckDB, chdb, a PostgreSQL server), and hold them against each
# other. Where they cannot be had it says so and ends with UNLESS_THERE, or 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

. scripts/packages.sh
install_packages "Without it nothing is copied to PostgreSQL, and nobody decides there; run:" postgresql
if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-national.lock; then
    echo "DuckDB and chdb cannot be had here: not tried." >&2
    exit "${UNLESS_THERE:-1}"
fi
exec env QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -p no:cacheprovider -rs tests/national tests/collect/server tests/ui/collecting/test_several.py "$@"
