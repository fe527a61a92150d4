"""One module for each kind of question: from a plan to what the documents say."""
