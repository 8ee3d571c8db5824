"""The address of a lake: `ducklake:postgres:dbname=lake host=db data_path=s3://bucket/folder`.

After the prefix come settings as PostgreSQL's own tools take them (libpq: key=value, a value with blanks in single
quotes), and beside those `data_path`, where the data files are: a folder on a disk that all machines share, or
s3://bucket/folder. The first load needs it; then the catalogue knows it. Passwords are better kept where libpq looks by
itself (~/.pgpass, PGPASSWORD); one that is given here is never shown.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from data.errors import UsageError

PREFIX: Final = "ducklake:"
_POSTGRES: Final = "postgres:"
_DATA_PATH: Final = "data_path"
_PASSWORD: Final = "password"
_SHOWN: Final = ("service", "host", "hostaddr", "port", "dbname")  # the rest may be secret
_SETTING: Final = re.compile(r"\s*(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?=\s|$)", re.DOTALL)
_STORAGE: Final = re.compile(r"s3://[^/\s]+(/.*)?")
_PATIENCE: Final = {"connect_timeout": "5"}  # seconds; a page must not wait for a catalogue that is not there


@dataclass(frozen=True, slots=True)
class Lake:
    """A lake. `settings` are libpq's without the password; `str` gives what may be shown to anybody."""

    settings: tuple[tuple[str, str], ...] = field(repr=False)
    password: str | None = field(repr=False)
    data_path: str | None

    def __str__(self) -> str:
        """The address without what may be secret."""
        shown = [f"{key}={_in_quotes(value)}" for key, value in self.settings if key in _SHOWN]
        return f"{PREFIX}{_POSTGRES}{' '.join(shown)}"

    @property
    def conninfo(self) -> str:
        """The settings for libpq, without the password."""
        return " ".join(f"{key}={_in_quotes(value)}" for key, value in {**_PATIENCE, **dict(self.settings)}.items())


@dataclass(frozen=True, slots=True)
class LakeSnapshot:
    """One snapshot of a lake; `str` gives its name."""

    name: str
    lake: Lake = field(repr=False)

    def __str__(self) -> str:
        """The name alone: it goes into reports, logs and pages."""
        return self.name


def parse(text: str) -> Lake:
    """Read an address. Raises UsageError, whose sentence holds no value of it."""
    catalogue = text.removeprefix(PREFIX)
    if not catalogue.startswith(_POSTGRES):
        raise UsageError("The catalogue of a lake is in PostgreSQL; write ducklake:postgres:dbname=lake host=db.")
    settings = _settings(catalogue.removeprefix(_POSTGRES))
    if "sslpassword" in settings:
        raise UsageError(
            "The address of a lake holds no sslpassword; keep the key without one, readable to its user only."
        )
    data_path = settings.pop(_DATA_PATH, None)
    password = settings.pop(_PASSWORD, None)
    return Lake(tuple(settings.items()), password, None if data_path is None else _storage(data_path))


def _settings(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    place = 0
    while text[place:].strip():
        match = _SETTING.match(text, place)
        if match is None:
            raise UsageError(
                "The address of a lake cannot be read; after ducklake:postgres: write key=value pairs, and a value with"
                " blanks in single quotes."
            )
        key, quoted, plain = match.groups()
        if key in found:
            raise UsageError(f"The address of a lake says {key} twice.")
        found[key] = re.sub(r"\\(.)", r"\1", quoted if quoted is not None else plain, flags=re.DOTALL)
        place = match.end()
    return found


def _storage(path: str) -> str:
    if not _STORAGE.fullmatch(path) and not Path(path).is_absolute():
        raise UsageError("The data_path of a lake is a whole path such as /srv/lake, or s3://bucket/folder.")
    return f"{path.rstrip('/')}/"


def _in_quotes(value: str) -> str:
    """A value as libpq reads it."""
    if re.fullmatch(r"[^\s'\\]+", value):
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
