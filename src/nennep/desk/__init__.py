"""The first page after signing in: what is due, what is late, search, the bloc's board. It owns no data."""
