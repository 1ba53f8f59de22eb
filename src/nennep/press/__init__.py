"""An official paper out: data in, Word, PDF or Excel bytes out. Pure Python, no Django."""
