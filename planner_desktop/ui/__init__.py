"""The window: start page, wizard, and editors generated from the form pack. The only package that knows Qt."""

import builtins

import PySide6.QtCore  # noqa: F401 - it brings what is put away below

# PySide6 reads the source of every module that is imported after it, to see whether it switches on `__feature__`
# (other names for Qt's methods). None of ours does, and that takes an eighth of the time in which the window opens.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
