"""A Vietnamese official paper in, structured data out. Pure Python, no Django."""
