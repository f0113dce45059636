"""Trust beyond what is owed: feedback, reviews, learning, introductions, references."""
