"""Nền Nếp: the work of large membership organisations, from a resolution to a result that can be checked."""

__version__ = "0.1.0"
