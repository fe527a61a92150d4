"""Rows for the graph: the facts of a document as nodes and relationships, each with the line it stands on."""
