"""How long a test waits for what shall happen, on a machine however busy, before it says that it did not happen."""

PATIENCE = 180
"""Seconds. The only bound in the tests: nothing shall take this long, and what was lost is noticed all the same."""

PATIENCE_MS = PATIENCE * 1000
