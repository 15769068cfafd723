"""Text without knowledge of a language: sentences, tokens, quotations, scripts, and how it is shown to a person."""
