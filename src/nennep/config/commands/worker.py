"""``nennep worker``: does background jobs; ``serve`` starts one beside the web."""

import argparse

from nennep.config.commands import ready


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("worker", help="chạy tiến trình nền")
    command.add_argument("--as-child", action="store_true", help=argparse.SUPPRESS)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Work until told to stop; stalled jobs of a killed worker are taken up again each minute."""
    ready(migrate=not given.as_child, seals=True)
    from django.core.management import call_command

    call_command("procrastinate", "worker", "--concurrency=1", "--shutdown-graceful-timeout=3", verbosity=0)
    return 0
