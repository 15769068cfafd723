"""Suppression: issues that are not reported because of a word list, the text, a baseline or unchanged lines."""
