"""The embedded PostgreSQL: finds the binaries, starts, stops and checks the server. Pure Python, no Django."""
