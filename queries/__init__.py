"""What can be asked: named Cypher queries in .cypher files."""
