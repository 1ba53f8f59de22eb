"""Messages to people, in the application, by e-mail and, where it is switched on, by push to their devices."""
