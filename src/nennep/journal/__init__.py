"""The append-only record of who did what to what, sealed into a hash chain."""
