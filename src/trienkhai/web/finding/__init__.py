"""Finding by words: the index, what goes into it, and how it is asked."""
