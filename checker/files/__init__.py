"""Opens, writes and locks files safely, whatever other processes do meanwhile."""
