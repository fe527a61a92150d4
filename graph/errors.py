"""Errors that people see. Each message says what happened, the value seen and what to do next.

SaeopError
├── StoreError           the graph store
│   ├── StoreUnavailable   nobody answers, or the answer is no Bolt
│   ├── AccessDenied       wrong user or password
│   ├── QueryFailed        a query was refused; the vendor's text is in ``detail``
│   └── SchemaOutdated     the graph was made by another version of the schema
├── QueryFileError       a file of named queries is not right
├── DocumentError        a file that cannot become a document
├── SearchError          the search index or the encoder
└── RequestError         the request itself: unknown document, not a reading query, a folder that is not empty
"""


class SaeopError(Exception):
    """Base of all errors with a message for people."""


class StoreError(SaeopError):
    """The graph store cannot do what was asked."""


class StoreUnavailable(StoreError):
    """No graph store answers at the address, or the embedded one does not start."""


class AccessDenied(StoreError):
    """The server refused the user or the password."""


class QueryFailed(StoreError):
    """A query was refused. ``query`` is its name, ``detail`` the engine's text."""

    def __init__(self, query: str, detail: str) -> None:
        super().__init__(f"query {query!r} failed: {detail}")
        self.query = query
        self.detail = detail


class SchemaOutdated(StoreError):
    """The graph was made by another version of the schema."""


class QueryFileError(SaeopError):
    """A file of named queries is not right; the message begins with file and line."""


class DocumentError(SaeopError):
    """A file cannot become a document; the graph is as it was."""


class SearchError(SaeopError):
    """The search index or the encoder cannot do what was asked."""


class RequestError(SaeopError):
    """What was asked for does not exist or is not allowed."""
