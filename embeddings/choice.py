"""The search that the settings name."""

from __future__ import annotations

from embeddings.encoder import make_encoder
from embeddings.index import SearchIndex
from embeddings.local import LocalIndex
from embeddings.within import GraphIndex
from graph.errors import SearchError
from graph.store import Store
from settings import Settings


def check_search(settings: Settings) -> None:
    """Raise ``SearchError`` where ``SAEOP_SEARCH`` names nothing, or what the graph of the settings cannot do."""
    if settings.search not in ("local", "graph"):
        raise SearchError(f"SAEOP_SEARCH is {settings.search!r}: use local or graph")
    if settings.search == "graph" and settings.graph == "embedded":
        raise SearchError(
            "SAEOP_SEARCH=graph needs a Neo4j server (SAEOP_GRAPH=neo4j://…): the embedded graph has no indexes of words "
            "and vectors; use SAEOP_SEARCH=local"
        )


def make_index(settings: Settings, store: Store) -> SearchIndex:
    """The index in the home, or within the graph of ``store``. Raises ``SearchError`` as ``check_search`` does."""
    check_search(settings)
    encoder = make_encoder(settings.encoder)
    return GraphIndex(store, encoder) if settings.search == "graph" else LocalIndex(settings.home, encoder)
