"""The program's own errors: each carries what the user is told, in the user's language.

Every message says what happened, where, and how to mend it. Anything that is not a `PlannerError` is a fault
of the program, not of what it was given.
"""


class PlannerError(Exception):
    """Something the user can mend. `message` says what and where, `fix` what to do about it."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message}\n{self.fix}" if self.fix else self.message


class FormPackError(PlannerError):
    """A form pack that cannot be used, or does not exist."""


class QueryError(FormPackError):
    """SQL of a form pack that does not prepare, reaches for what it may not, or runs too long."""


class SumTooLarge(QueryError):
    """Amounts of a draft that add up to more than SQLite's INTEGER holds; none that this program takes do."""


class DraftError(PlannerError):
    """A draft file that cannot be created, opened or written."""


class NotADraftError(DraftError):
    """The file is not a draft of this program."""


class NotSavedError(DraftError):
    """A change that did not reach the disk; what was there before still is."""


class FileGoneError(DraftError):
    """The file of an open draft was deleted, moved or replaced; the draft is whole, but nothing more can be stored."""


class FileOverwrittenError(DraftError):
    """Another program wrote into the file of an open draft."""


class NewerDraftError(DraftError):
    """The draft was written by a newer version of the program."""


class ValueRefused(PlannerError):
    """What was typed does not fit the field; what was there before is kept."""


class PlanJsonError(PlannerError):
    """A plan in JSON that cannot be read; the message names the file and the place in it."""


class DocumentError(PlannerError):
    """The document cannot be made."""


class PictureRefused(PlannerError):
    """A file is no picture that the program opens; the message is the reason alone, in a few words."""


class SigningError(PlannerError):
    """A PDF that cannot be signed, or whose signatures cannot be looked at."""


class BundleError(PlannerError):
    """A bundle that cannot be made, or does not verify."""


class CollectionError(PlannerError):
    """A collection of plans that cannot be opened, read or added to."""


class CollectionHeldError(CollectionError):
    """A collection that another has open."""


class ServerAwayError(CollectionError):
    """The server on which a collection is kept cannot be reached, or went away."""


class SharingError(PlannerError):
    """Results that two agencies share cannot be written, read, or held against each other."""


class PublishingError(PlannerError):
    """A key or a file of published catalogues that cannot be used, made, or believed."""


class PolicyError(PlannerError):
    """The policy of this PC cannot be taken as it is, or what it names cannot be reached."""


class StoppedError(PlannerError):
    """Long work that was stopped on demand; whoever asked for it knows."""
