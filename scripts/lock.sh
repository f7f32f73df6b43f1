#!/usr/bin/env bash
# Write requirements.lock anew from pyproject.toml: every version with its checksums, for Linux, Windows and macOS.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

.venv/bin/python -m uv --version >/dev/null 2>&1 || .venv/bin/python -m pip install --quiet uv
.venv/bin/python -m uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
    --no-annotate --no-header --upgrade --quiet --output-file requirements.lock
