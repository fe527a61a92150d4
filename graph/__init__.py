"""What exists: the graph's schema, its store on both engines, and the export."""
