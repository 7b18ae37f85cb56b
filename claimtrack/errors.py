"""Every error a user can meet. Each message says what happened, with what, and what to do.

ClaimtrackError
+-- InputError             one input cannot be read; the rest of the batch goes on
|   +-- SourceNotFound         no such file or folder
|   +-- UnreadableSource       no permission, binary, nothing readable in a folder
|   +-- EmptyArticle           no text after the front matter
|   +-- InvalidMetadata        a date or a front matter that cannot be read
|   +-- InvalidRecord          a line of a JSONL file that is not of the documented shape
+-- EngineFailed           an extractor or a judge broke on one article; the rest of the batch goes on
+-- UnknownId              A1, Q7, C12 or S3 that the database does not hold
+-- DatabaseError          the database cannot be used
    +-- DatabaseBehind         older than the code: `claimtrack db upgrade`
    +-- DatabaseAhead          newer than the code: upgrade claimtrack
    +-- ForeignDatabase        not a claimtrack database, or not a database
    +-- DatabaseUnavailable    locked, read-only, full, or out of reach
"""


class ClaimtrackError(Exception):
    """Base of all errors that are told to the user as one line, without a traceback."""


class InputError(ClaimtrackError):
    """One input cannot be read."""


class SourceNotFound(InputError):
    """No such file or folder."""


class UnreadableSource(InputError):
    """A file or folder that is there but gives no text."""


class EmptyArticle(InputError):
    """An article without text."""


class InvalidMetadata(InputError):
    """A date or a front matter that cannot be read."""


class InvalidRecord(InputError):
    """A line of a JSONL file that is not of the documented shape."""


class EngineFailed(ClaimtrackError):
    """An extractor or a judge broke on one article, or gave what no article says."""


class UnknownId(ClaimtrackError):
    """An id that the database does not hold."""


class DatabaseError(ClaimtrackError):
    """The database cannot be used."""


class DatabaseBehind(DatabaseError):
    """The database's schema is older than the code."""


class DatabaseAhead(DatabaseError):
    """The database's schema is newer than the code."""


class ForeignDatabase(DatabaseError):
    """The file is not a claimtrack database, or not a database at all."""


class DatabaseUnavailable(DatabaseError):
    """The database is locked, read-only, full, or cannot be reached."""
