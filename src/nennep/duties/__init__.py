"""What falls due: one list offered by every room, read by the desk, the reminders and the calendar."""
