"""The ``nennep`` command. Each command is a module of ``nennep.config.commands`` with ``add`` and ``run``."""

import argparse
import importlib
import pkgutil
import signal
import sys
import threading

from nennep.config import commands
from nennep.reader import shell


def parser() -> argparse.ArgumentParser:
    """The command line with every command found."""
    root = argparse.ArgumentParser(prog="nennep", description="Nền Nếp: từ nghị quyết đến kết quả kiểm chứng được.")
    subs = root.add_subparsers(dest="command", required=True, metavar="LỆNH")
    for found in pkgutil.iter_modules(commands.__path__):
        module = importlib.import_module(f"{commands.__name__}.{found.name}")
        if hasattr(module, "add"):
            module.add(subs)
    return root


def main(arguments: list[str] | None = None) -> int:
    """Run a command; its exit code. A refusal or a trouble with the server is one sentence, never a trace."""
    from nennep.config.commands import TROUBLES
    from nennep.server import ServerTrouble

    shell.speak()
    given = parser().parse_args(arguments)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was begun is left in order
    try:
        return int(given.run(given) or 0)
    except ServerTrouble as trouble:
        print(TROUBLES.get(trouble.code, TROUBLES["start_failed"]), trouble.detail, sep="\n", file=sys.stderr)
        return 2
    except _unreachable() as trouble:
        print(TROUBLES["unreachable"], str(trouble).strip(), sep="\n", file=sys.stderr)
        return 2
    except BrokenPipeError:  # who read our output has heard enough
        sys.stderr.close()
        return 141
    except KeyboardInterrupt:
        return 130


def _unreachable() -> tuple[type[Exception], ...]:
    """What is raised when the database does not answer: the driver's word, and Django's where Django has been loaded."""
    import psycopg

    django = sys.modules.get("django.db.utils")
    return (psycopg.OperationalError, django.OperationalError) if django else (psycopg.OperationalError,)


if __name__ == "__main__":
    sys.exit(main())
