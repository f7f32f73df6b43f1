#!/usr/bin/env bash
# Show the program with its sample plan: in the window, or without a display as the files it makes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

sample="${SAMPLE:-2568-international-affairs}"
program=(.venv/bin/python -m planner_desktop)
out="${OUT:-out}"
mkdir -p "$out"
draft="$out/$sample.bmaplan"
[ -e "$draft" ] || "${program[@]}" new --sample "$sample" "$draft"  # what was tried in it before is kept

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "${program[@]}" open "$draft"
fi
echo "There is no display: the sample plan is exported instead of opened."
"${program[@]}" export "$draft" --pdf "$out/$sample.pdf" --bundle "$out/$sample.zip" --overwrite
