"""The graph store, on both engines."""
