"""Runs the steps: what is loaded, in which order a document is checked, and many documents at once."""
