"""What several pages use: the session, shared widgets, and the four pictures that are drawn in the browser."""
