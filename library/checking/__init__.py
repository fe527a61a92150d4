"""What does not fit in a document: contradictions, sums, terms, names, and what is missing."""
