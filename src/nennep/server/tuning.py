"""Settings of the embedded server, by the memory and the disk of the machine."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

MEGABYTE = 1024 * 1024

ALWAYS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0777",
    "max_connections": "60",
    "jit": "off",
    "random_page_cost": "1.1",
    "checkpoint_timeout": "'15min'",
    "log_min_messages": "warning",
    "password_encryption": "'scram-sha-256'",
}
FAST = {
    "max_connections": "200",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "'128MB'",
    "max_wal_size": "'1GB'",
    "autovacuum_naptime": "'1h'",
}
"""For tests alone: gives up durability."""


def memory() -> int:
    """Megabytes this process may use: the machine's, or its container's where that is less."""
    found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with suppress(OSError, ValueError):
        found = min(found, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    return found // MEGABYTE


def settings(folder: Path, *, fast: bool) -> dict[str, str]:
    """PostgreSQL's settings for a server whose data lies in the folder."""
    megabytes, free = memory(), shutil.disk_usage(folder).free // MEGABYTE
    by_size = {
        "shared_buffers": _between(128, megabytes // 8, 2048),
        "work_mem": _between(8, megabytes // 128, 64),
        "maintenance_work_mem": _between(64, megabytes // 32, 512),
        "effective_cache_size": max(256, megabytes // 2),
        "wal_buffers": _between(16, megabytes // 256, 64),
        "max_wal_size": _between(256, free // 4, 8192),
    }
    return ALWAYS | {name: f"'{size}MB'" for name, size in by_size.items()} | (FAST if fast else {})


def _between(low: int, value: int, high: int) -> int:
    return max(low, min(value, high))
