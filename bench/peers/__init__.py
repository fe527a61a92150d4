"""Search beside what people would otherwise pick, each in its own environment."""
