"""File formats in: each gives the same lines and tables."""
