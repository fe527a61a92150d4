"""Documents in: file, lines, layout, facts, rows for the graph."""
