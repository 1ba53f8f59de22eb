"""Measures whole runs of the product against named references in the same run."""
