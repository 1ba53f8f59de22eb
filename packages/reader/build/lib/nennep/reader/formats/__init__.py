"""One module for each kind of file: bytes in, pieces of text with their addresses out.

Every reader writes into a ``taken.Writing``. Nothing in a file is ever run, fetched or followed: no macros, no scripts,
no links, no fonts, no outside entities. What a reader cannot open it refuses with ``Unreadable``.
"""
