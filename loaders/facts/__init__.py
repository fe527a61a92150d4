"""What a document says: typed facts, each with the lines it stands on."""
