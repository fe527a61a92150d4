"""What people corrected: single facts of programs with who, when and why, laid over whatever is read from the graph."""
