"""The servers that tests of a lake need, started on this machine for as long as a block lasts."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.lake import extensions

PASSWORD = "kept & 'quoted'"  # the tests look for it where it must not be
_BINARIES = Path("/usr/lib/postgresql")


def why_not() -> str | None:
    """Why a lake cannot be tested here; None if it can."""
    if extensions.missing():
        return f"missing: {', '.join(extensions.missing())} (make test-lake brings them)"
    if _programs() is None:
        return "PostgreSQL's server programs are not installed"
    return None


@dataclass(frozen=True, slots=True)
class Postgres:
    """A server that listens on a socket in `folder` only; its user `owner` may do everything."""

    programs: Path
    folder: Path
    user: str | None

    def run(self, program: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs and return what it prints."""
        done = subprocess.run(
            [self.programs / program, *arguments],
            env={"PGPASSWORD": PASSWORD, "PGHOST": str(self.folder), "PGUSER": "owner", "PATH": os.defpath},
            user=self.user,
            cwd=self.folder,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self.run(
            "pg_ctl", "start", "-w", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-o", options
        )

    def stop(self) -> None:
        """Stop at once, as a machine that goes down."""
        self.run("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.folder / "data"))

    def ask(self, database: str, sql: str) -> str:
        """Run statements in a database and return what they print."""
        return self.run("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql).strip()

    def address(self, database: str, data_path: str | Path | None = None, user: str = "owner") -> str:
        """The address of a lake in a database of this server."""
        password = PASSWORD.replace("'", "\\'")
        path = "" if data_path is None else f" data_path='{data_path}'"
        return f"ducklake:postgres:dbname={database} host={self.folder} user={user} password='{password}'{path}"


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A new, empty server. It refuses to run as root, so that root starts it as somebody else."""
    programs = _programs()
    assert programs is not None, why_not()
    user = _unprivileged() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="lake-"))  # a short path, for the socket's sake
    try:
        if user is not None:
            shutil.chown(folder, user)
        server = Postgres(programs, folder, user)
        secret = folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        options = ("-U", "owner", "-A", "scram-sha-256", "--pwfile", str(secret), "-E", "UTF8", "--no-sync")
        server.run("initdb", "-D", str(folder / "data"), *options)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    found = sorted(_BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    other = shutil.which("initdb")
    return Path(other).resolve().parent if other else None


def _unprivileged() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
