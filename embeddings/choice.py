"""The search that the settings name."""

from __future__ import annotations

from embeddings.encoder import make_encoder
from embeddings.index import SearchIndex
from embeddings.local import LocalIndex
from settings import Settings


def make_index(settings: Settings) -> SearchIndex:
    """The index of the home. Raises ``SearchError`` for a setting that names nothing."""
    return LocalIndex(settings.home, make_encoder(settings.encoder))
