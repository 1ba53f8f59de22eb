"""What can go wrong with the server, each with a code; the caller words it for people."""

CODES = {
    "no_binaries": "PostgreSQL's programs are not installed: run make setup again.",
    "no_permission": "A folder is closed to us or to the server's user: set NENNEP_STATE to one that is open.",
    "disk_full": "The disk is full: free some space and start again; nothing that was committed is lost.",
    "wrong_version": "The data was made by another major version: dump with the old one and restore.",
    "wrong_password": "The password file no longer fits the data: put it back from the backup.",
    "init_failed": "The data folder could not be made: the detail says why.",
    "start_failed": "The server did not start: the detail is the end of its log.",
    "stop_failed": "The server did not stop: the detail is the end of its log.",
    "too_powerful": "The application's address has more power than it may have: name the role nn_app in DATABASE_URL.",
    "no_answer": "The server started and does not answer: the detail is the end of its log.",
}
"""Every code and what to do about it."""


class ServerTrouble(Exception):
    """The database server cannot be used. ``code`` is one of CODES; ``detail`` is for the log."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{CODES[code]} {detail}".strip())
        self.code = code
        self.detail = detail
