"""What the program brings for a new plan: editions, their agencies, samples. Read aside, for it takes a moment."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from planner_desktop import policy
from planner_desktop.errors import PolicyError
from planner_desktop.frozen import Frozen
from planner_desktop.plans.beginning import PlanSource

if TYPE_CHECKING:
    from planner_desktop.draft.history.backups import Backup
    from planner_desktop.draft.plan.new_plan import Agency
    from planner_desktop.formpack.model import EditionFile


log = logging.getLogger(__name__)


class Available(Frozen):
    """The installed editions, newest first; the agencies by edition; the samples."""

    editions: list[EditionFile]
    agencies: dict[str, list[Agency]]
    samples: list[PlanSource]

    def receives(self, edition: str, agency: str) -> bool:
        """Whether an agency of an edition is the office that it names as its contact: all plans come to that."""
        contact = next((each.contact for each in self.editions if each.id == edition), "")
        return agency in contact and any(each.name == agency for each in self.agencies.get(edition, ()))


def known() -> Available:
    """Read what there is. Raises PlannerError."""
    from planner_desktop.draft.plan.new_plan import agencies_in, samples
    from planner_desktop.formpack.editions import editions

    installed = editions()
    found = [PlanSource("sample", s.path, s.edition, s.title, s.agency, sample=s.name) for s in samples()]
    return Available(installed, {edition.id: agencies_in(edition.id) for edition in installed}, found)


def newer() -> policy.Setup | None:
    """The setup file of a newer version in the folder that the policy names. Raises PolicyError for a bad policy."""
    updates = policy.read().updates
    try:
        return policy.newer_setup(updates) if updates else None
    except PolicyError as error:  # an office away from its server is usual; the command `policy` tells of it
        log.info("%s", error.message)
        return None


def backups() -> list[Backup]:
    """All backups, newest first."""
    from planner_desktop.draft.history.backups import all_backups

    return all_backups()


def newest(found: list[Backup]) -> dict[Path, datetime]:
    """When the newest backup of each file was made."""
    return {backup.source: backup.at for backup in reversed(found)}
