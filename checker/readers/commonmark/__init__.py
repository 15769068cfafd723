"""Markdown as CommonMark has it, by markdown-it, whose rules are told here to note where all that they find stands."""
