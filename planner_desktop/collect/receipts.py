"""The receipts among decisions, found by what they are of: of thousands none is looked through for each bundle."""

from planner_desktop.collect.decisions import Decision, Decisions


class Receipts:
    """The receipts among decisions that only become more."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._seen = 0
        self._count = 0
        self._of_bytes: dict[str, Decision] = {}

    def of(self, sha256: str) -> Decision | None:
        """The receipt that the bytes of this sum have."""
        self._follow()
        return self._of_bytes.get(sha256)

    def count(self) -> int:
        """How many there are."""
        self._follow()
        return self._count

    def _follow(self) -> None:
        for decision in self._decisions.all[self._seen :]:
            if decision.what == "received":
                self._count += 1
                self._of_bytes.setdefault(decision.says["sha256"], decision)
            self._seen += 1
