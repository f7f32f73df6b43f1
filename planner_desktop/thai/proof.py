"""What a proofreader marks in a text. Each kind is a function of a `proof_*` module from a text to its flaws.

A draft's checks and the audit of printed plans ask the same functions.
"""

from planner_desktop.frozen import Frozen


class Flaw(Frozen):
    """text[start:end] is wrong; `meant` is what probably should stand there, empty where that is not known."""

    start: int
    end: int
    meant: str = ""

    def of(self, text: str) -> str:
        """The part of `text`, the one it was found in, that is wrong."""
        return text[self.start : self.end]

    def around(self, text: str, letters: int = 15) -> str:
        """The words that are wrong with some of what stands around them."""
        begin, end = max(0, self.start - letters), min(len(text), self.end + letters)
        return ("…" if begin else "") + " ".join(text[begin:end].split()) + ("…" if end < len(text) else "")
