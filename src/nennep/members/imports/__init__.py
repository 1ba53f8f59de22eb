"""Bringing Excel files in: sheets with tolerant headings, rows checked in words, then all or nothing."""
