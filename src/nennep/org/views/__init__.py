"""Pages of units and of authority."""
