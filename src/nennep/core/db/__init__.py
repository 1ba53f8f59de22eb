"""The database backend: Django's PostgreSQL backend that carries the scope into every transaction."""
