"""What can go wrong with the server, each with a code; the caller words it for people."""


class ServerTrouble(Exception):
    """The database server cannot be used. ``code`` names why; ``detail`` is for the log.

    Codes: no_binaries, no_permission, disk_full, init_failed, start_failed, stop_failed, no_answer.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
