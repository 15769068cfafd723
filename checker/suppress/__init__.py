"""What keeps an issue from being reported: a word list, the text itself, an earlier run, unchanged lines."""
