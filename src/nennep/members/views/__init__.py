"""Pages of members, by noun."""
