"""Question to plan to answer."""
