"""Commands of ``saeop`` by what they are about; ``cli`` puts them together."""
