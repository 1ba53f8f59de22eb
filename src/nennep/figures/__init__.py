"""What can be counted: one definition per number, opened into the rows behind it."""
