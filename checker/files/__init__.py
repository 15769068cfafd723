"""Files opened, written, locked and kept whole, whatever others put there or do meanwhile."""
