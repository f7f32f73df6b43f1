#!/usr/bin/env bash
# Write the lock files anew from pyproject.toml, every version with its checksums: requirements.lock for Linux, Windows
# and macOS, of the same versions what the program itself needs on Windows, which the installer takes along, and the
# engines that `make test-national` installs besides.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

.venv/bin/python -m uv --version >/dev/null 2>&1 || .venv/bin/python -m pip install --quiet uv
.venv/bin/python -m uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
    --no-annotate --no-header --upgrade --quiet --output-file requirements.lock
.venv/bin/python -m uv pip compile pyproject.toml --constraint requirements.lock \
    --python-platform x86_64-pc-windows-msvc --python-version 3.11 --generate-hashes \
    --no-annotate --no-header --quiet --output-file requirements-windows.lock
echo chdb | .venv/bin/python -m uv pip compile - pyproject.toml --extra national --extra postgresql \
    --constraint requirements.lock --python-version 3.11 --generate-hashes \
    --no-annotate --no-header --quiet --output-file requirements-national.lock
