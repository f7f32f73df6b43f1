"""Run in wine: prints the titles of the windows that are open, a line each; with a title it is asked to close.

python windows_open.py [TITLE]
"""

import ctypes
import sys

WM_CLOSE = 0x10

user = ctypes.windll.user32  # type: ignore[attr-defined]
found: list[tuple[int, str]] = []


@ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)  # type: ignore[attr-defined,untyped-decorator]
def each(window: int, _data: int) -> int:
    """Note one window."""
    title = ctypes.create_unicode_buffer(500)
    if user.IsWindowVisible(ctypes.c_void_p(window)):
        user.GetWindowTextW(ctypes.c_void_p(window), title, 500)
        found.append((window, title.value))
    return 1


sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
user.EnumWindows(each, None)
for window, title in found:
    print(title)
    if title in sys.argv[1:]:
        user.PostMessageW(ctypes.c_void_p(window), WM_CLOSE, 0, 0)
