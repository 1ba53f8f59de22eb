"""The embedded server starts, is shared, survives and leaves."""

import os
import pwd
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from nennep.server import Server, ServerTrouble, Urls, process, state_folder


def ask(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def postmaster(server: Server) -> int:
    return int((server.data / process.LOCK).read_text().split()[0])


def in_a_child(work: Callable[[], bool]) -> bool:
    """Whether the work came out true in a process of its own."""
    child = os.fork()
    if child == 0:
        good = False
        try:
            good = work()
        finally:
            os._exit(0 if good else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_new_server_answers_and_listens_on_no_network(running: Server) -> None:
    assert running.alive() and running.started
    assert ask(running.admin_url, "show listen_addresses") == ""
    assert ask(running.admin_url, "show fsync") == "on"
    assert ask(running.admin_url, "show data_checksums") == "on"
    assert ask(running.admin_url, "show server_encoding") == "UTF8"


def test_what_is_secret_is_closed_to_others(running: Server) -> None:
    assert stat.S_IMODE((running.folder / "admin.secret").stat().st_mode) == 0o600
    assert stat.S_IMODE(running.socket_folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(running.data.stat().st_mode) == 0o700
    assert not list(running.folder.glob("admin.draft"))


def test_a_wrong_password_is_not_let_in(running: Server) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ask(running.admin_url.replace(running.password, "guess"), "select 1")


def test_the_name_of_the_socket_is_short_however_deep_the_folder() -> None:
    deep = Server(Path("/" + "/".join(["a-long-name-of-a-folder"] * 12)))
    assert len(str(deep.socket_folder / ".s.PGSQL.5432.lock")) < 100


def test_another_process_shares_the_server_and_leaves_it_running(running: Server) -> None:
    code = (
        "import sys, pathlib; from nennep.server import Server\n"
        "s = Server(pathlib.Path(sys.argv[1])).start(); print(s.started, s.stop())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(running.folder)],
        capture_output=True, text=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.stdout.split() == ["False", "False"], done.stderr
    assert running.alive()


def test_a_forked_child_cannot_stop_the_server_of_its_parent(running: Server) -> None:
    assert in_a_child(lambda: running.stop() is False)
    assert running.alive() and running.presence.held


def test_the_last_one_out_stops_the_server_and_a_second_start_is_quick(place: Path) -> None:
    first = Server(place / "two", fast=True).start()
    second = Server(place / "two", fast=True).start()
    assert (first.started, second.started) == (True, False)
    assert first.stop() is False and second.alive()
    assert second.stop() is True and not second.alive()
    assert second.stop() is False
    begin = time.monotonic()
    first.start()
    took = time.monotonic() - begin
    first.destroy()
    assert took < 3


def test_several_processes_starting_at_once_get_one_server(place: Path) -> None:
    def begin() -> bool:
        return Server(place / "three", fast=True).start().alive()

    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            try:
                os._exit(0 if begin() else 1)
            finally:
                os._exit(2)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    Server(place / "three").destroy()
    assert codes == [0, 0, 0]


def test_committed_rows_survive_a_killed_server(running: Server, urls: Urls) -> None:
    ask(urls.owner, "create table kept as select generate_series(1, 1000) as n")
    os.kill(postmaster(running), signal.SIGKILL)
    again = Server(running.folder).start()
    assert again.started
    assert ask(urls.owner, "select count(*) from kept") == 1000
    ask(urls.owner, "drop table kept")
    again.stop()


def test_a_lock_file_that_names_another_process_is_not_believed(place: Path) -> None:
    server = Server(place / "four", fast=True).start()
    lock = (server.data / process.LOCK).read_text()
    server.stop()
    (server.data / process.LOCK).write_text(lock.replace(lock.split()[0], str(os.getpid()), 1))
    assert not process.runs(server.data)
    assert server.start().alive()
    server.destroy()


def test_a_zombie_does_not_count_as_a_server(place: Path) -> None:
    folder = place / "zombie"
    folder.mkdir()
    child = subprocess.Popen([sys.executable, "-c", "pass", str(folder)])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    (folder / process.LOCK).write_text(f"{child.pid}\n")
    assert not process.runs(folder)
    process.forget(folder, folder)
    child.wait()
    assert not (folder / process.LOCK).exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="the whole run is that of a normal user")
def test_a_normal_user_runs_a_server_of_his_own(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nennep.server import binaries

    nobody = pwd.getpwnam("nobody")
    monkeypatch.setenv("NENNEP_PG_HOME", str(binaries.home_for(nobody.pw_uid, place / "programs")))
    folder = place / "five"
    folder.mkdir()
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)

    def work() -> bool:
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
        server = Server(folder / "state", fast=True).start()
        answered = server.alive() and server.data.stat().st_uid == nobody.pw_uid
        return answered and server.stop()

    assert in_a_child(work)


def test_a_folder_where_nothing_can_be_made_is_a_trouble_with_a_name(place: Path) -> None:
    (place / "file").touch()
    with pytest.raises(ServerTrouble) as caught:
        Server(place / "file" / "state").start()
    assert caught.value.code == "start_failed"


def test_somebody_elses_folder_in_place_of_ours_is_refused(place: Path, tmp_path: Path) -> None:
    server = Server(place / "six")
    server.socket_folder.symlink_to(tmp_path)
    try:
        with pytest.raises(ServerTrouble) as caught:
            server.start()
    finally:
        server.socket_folder.unlink()
    assert caught.value.code == "no_permission"


def test_data_of_another_version_is_left_alone(place: Path) -> None:
    server = Server(place / "seven")
    server.data.mkdir(parents=True)
    (server.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerTrouble) as caught:
        server.start()
    assert caught.value.code == "wrong_version"
    server.destroy()


def test_the_state_of_two_checkouts_lies_apart_and_outside_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NENNEP_STATE", raising=False)
    one, two = state_folder(Path("/a")), state_folder(Path("/b"))
    assert one != two
    assert Path(__file__).resolve().parents[4] not in one.parents
