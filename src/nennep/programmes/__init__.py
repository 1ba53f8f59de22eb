"""What a paper sets: programmes, targets and tasks, how they are shared out, worked on and proven."""
