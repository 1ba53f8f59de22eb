"""The roof: settings, addresses, the request's actor, the command line. Nobody imports it."""
