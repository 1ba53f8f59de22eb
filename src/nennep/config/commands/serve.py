"""``nennep serve``: web and worker together, on this machine's own address."""

import argparse
import os
import subprocess
import sys
from typing import Any

from nennep import server
from nennep.config.commands import SEALER, ready


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("serve", help="chạy máy chủ web và tiến trình nền")
    options(command)
    command.set_defaults(run=run)


def options(command: argparse.ArgumentParser) -> None:
    """Options shared with ``demo``."""
    command.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    command.add_argument("--bind", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định chỉ máy này)")
    command.add_argument("--cert", help="tệp chứng chỉ TLS")
    command.add_argument("--key", help="tệp khóa TLS")
    command.add_argument("--no-worker", action="store_true", help="không chạy tiến trình nền")
    command.add_argument("--threads", type=int, default=8)


def run(given: argparse.Namespace) -> int:
    """Serve until told to stop; stops the worker and the embedded server it started."""
    running = ready()
    return serve(given, running)


def serve(given: argparse.Namespace, running: server.Server | None) -> int:
    """Serve with a database that answers."""
    worker = None if given.no_worker else start_worker()
    print(f"Nền Nếp đang chạy tại http://localhost:{given.port}", flush=True)
    try:
        _web(given)
    finally:
        if worker is not None:
            stop_worker(worker)
        if running is not None:
            running.stop()
    return 0


def stop_worker(worker: subprocess.Popen[bytes]) -> None:
    """Let the worker finish what it holds for a moment; what it could not finish is taken up again at the next start."""
    worker.terminate()
    try:
        worker.wait(timeout=4)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def start_worker() -> subprocess.Popen[bytes] | None:
    """The process that does background jobs; it never gets the owner's address."""
    from importlib.util import find_spec

    if find_spec("nennep.config.commands.worker") is None:
        return None
    seal = {"DATABASE_SEAL_URL": SEALER[0]} if SEALER and SEALER[0] else {}
    return subprocess.Popen([sys.executable, "-m", "nennep", "worker", "--as-child"], env=os.environ | seal)


def _web(given: argparse.Namespace) -> None:
    from gunicorn.app.base import BaseApplication

    class Web(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            settings: dict[str, Any] = {
                "bind": f"{given.bind}:{given.port}",
                "workers": 1,
                "threads": given.threads,
                "worker_class": "gthread",
                "loglevel": "warning",
                "timeout": 120,
                "graceful_timeout": 5,
                "worker_tmp_dir": None,
                "certfile": given.cert,
                "keyfile": given.key,
                "control_socket_disable": True,
            }
            for name, value in settings.items():
                if name in self.cfg.settings and value is not None:
                    self.cfg.set(name, value)

        def load(self) -> Any:
            from nennep.config.wsgi import application

            return application

    boss = os.getpid()
    try:
        Web().run()
    except SystemExit:
        if os.getpid() != boss:  # a web process that ends must not close what the first process opened
            os._exit(0)
