"""What the field knows: the tables of data/ and the readers of amounts, dates, names and places."""
