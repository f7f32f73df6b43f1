#!/bin/sh
# Start the program beside this file. -I and -S: no PYTHON* variable and no package of the system's or the user's counts.
here="$(dirname "$(readlink -f "$0")")"
for python in /usr/bin/@PYTHON@ @PYTHON@; do
    if command -v "$python" >/dev/null; then
        exec "$python" -I -S "$here/start.py" "$@"
    fi
done
echo "เปิดโปรแกรมไม่ได้ เพราะเครื่องนี้ไม่มี @PYTHON@ กรุณาติดตั้งแพ็กเกจ @PYTHON@ ของระบบ" >&2
exit 3
