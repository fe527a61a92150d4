"""What is similar: tokens, vectors, the search index and its fusion."""
