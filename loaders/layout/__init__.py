"""What a document looks like: blocks, sections and tables, from which every later rule reads."""
