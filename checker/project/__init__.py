"""The settings of a run: those of the command line, of ``checker.toml`` and of each folder."""
