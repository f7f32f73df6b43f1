"""The files that the city gives out: `*.bmacatalogue` holds catalogues and the lists of keys that led to the key that
signed them, `*.bmakeys` the lists of keys alone."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from planner_desktop import whole_file
from planner_desktop.errors import PublishingError
from planner_desktop.i18n import _
from planner_desktop.publishing.envelope import Envelope, no_number

CATALOGUE, KEYS = "application/vnd.bma.catalogue+json", "application/vnd.bma.keys+json"
"""What each envelope says that it holds."""
MOST_BYTES = 16_000_000
MOST_LISTS = 200


class PublishedFile(NamedTuple):
    """What stands in such a file: lists of keys in their order, and catalogues, if it has some."""

    keys: Sequence[Envelope]
    catalogue: Envelope | None = None


def read(path: Path) -> PublishedFile:
    """Read such a file; nothing is believed yet. Raises PublishingError."""
    try:
        said = json.loads(whole_file.read(path, MOST_BYTES), parse_constant=no_number)
        keys, catalogue = said["keys"], said.get("catalogue")
        if not isinstance(keys, list) or len(keys) > MOST_LISTS:
            raise ValueError("keys is no short list")
        if not all(isinstance(each, dict) for each in (*keys, *filter(None, [catalogue]))):
            raise ValueError("an envelope is no object")
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        readable = not isinstance(error, (OSError, UnicodeError))
        problem = _("it is not put together as one") if readable else whole_file.told(error)
        raise PublishingError(
            _("{path} is no file of published catalogues: {problem}").format(path=path, problem=problem),
            _("Get the file from the strategy office again."),
        ) from error
    return PublishedFile(keys, catalogue or None)


def written(file: PublishedFile) -> bytes:
    """The bytes of such a file."""
    said = {"keys": list(file.keys)} | ({"catalogue": file.catalogue} if file.catalogue else {})
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
