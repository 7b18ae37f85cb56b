"""Every error a user can meet. Each message says what happened, with what, and what to do.

ClaimtrackError
+-- InputError             one input cannot be read; the rest of the batch goes on
|   +-- SourceNotFound         no such file or folder
|   +-- UnreadableSource       no permission, binary, nothing readable in a folder
|   +-- EmptyArticle           no text after the front matter
|   +-- InvalidMetadata        a date or a front matter that cannot be read
|   +-- InvalidRecord          a line of a JSONL file that is not of the documented shape
+-- EngineFailed           an extractor or a judge broke on one article; the rest of the batch goes on
|   +-- ModelFailed            a model gave no usable reply, after all tries it is allowed
|       +-- ReplyTruncated         the reply was cut off at the model's limit
|       +-- ReplyRefused           the model, or its provider's content filter, would not answer
|       +-- ReplyInvalid           what came back is not of the shape that was asked for, twice in a row
+-- RunStopped             a run cannot go on; what is done stays done
|   +-- ModelUnavailable       no key or a wrong one, no such model, quota used up, nobody at the address
|   +-- BudgetReached          the next call could pass --max-cost
+-- SettingsError          claimtrack.toml, an environment variable or a price list that cannot be read
|   +-- PromptError            a prompt or an example that cannot be used
+-- UnknownId              A1, Q7, C12 or S3 that the database does not hold
+-- TooEarly               a day on which a claim had not been published yet
+-- NothingToTakeBack      no review of a claim or a quote stands
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


class ModelFailed(EngineFailed):
    """A model gave no usable reply, after all the tries it is allowed."""


class ReplyTruncated(ModelFailed):
    """A reply was cut off at the limit of what the model may write."""


class ReplyRefused(ModelFailed):
    """The model, or its provider's content filter, would not answer."""


class ReplyInvalid(ModelFailed):
    """What came back is not of the shape that was asked for, twice in a row."""


class RunStopped(ClaimtrackError):
    """A run that cannot go on. What is done stays done, and is not paid for again."""


class ModelUnavailable(RunStopped):
    """No call can succeed: no key or a wrong one, no such model, quota used up, nobody at the address."""


class BudgetReached(RunStopped):
    """The next call could cost more than what is left of --max-cost."""


class SettingsError(ClaimtrackError):
    """A setting, or a file of settings, that cannot be read."""


class PromptError(SettingsError):
    """A prompt or an example that cannot be used."""


class UnknownId(ClaimtrackError):
    """An id that the database does not hold."""


class TooEarly(ClaimtrackError):
    """A day on which nothing was known of a claim yet."""


class NothingToTakeBack(ClaimtrackError):
    """A review that does not stand cannot be taken back."""


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
