"""Stored uploads: original bytes by SHA-256, handed out only through a room's own gate."""
