"""The documents in charge: load, replace, remove, reload and check them."""
