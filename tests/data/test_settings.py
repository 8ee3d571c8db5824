"""Limits come from the environment, hold for loads and readers alike, and a mistake in them is one sentence."""

from pathlib import Path

import pytest

from data import settings, snapshots
from data.cli import main
from data.errors import UsageError
from data.load import load
from tests.data.tiny import publish_tiny, tables


def test_without_any_setting_nothing_is_limited_but_the_time_of_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = (settings.MEMORY_LIMIT, settings.TEMP_DIRECTORY, settings.THREADS)
    for name in (*limits, settings.QUESTION_SECONDS, settings.AHEAD_SECONDS):
        monkeypatch.delenv(name, raising=False)

    assert (settings.memory_limit(), settings.threads()) == (None, None)
    assert (settings.question_seconds(), settings.ahead_seconds()) == (30.0, 30.0)
    assert settings.folder_for_load(Path("w"), Path("w/.building-1")) == Path("w/.building-1/spill")


def test_readers_and_loads_are_held_to_the_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = publish_tiny(tmp_path)
    monkeypatch.setenv(settings.MEMORY_LIMIT, "200MB")
    monkeypatch.setenv(settings.THREADS, "1")
    monkeypatch.setenv(settings.TEMP_DIRECTORY, str(tmp_path / "big" / "disk"))
    left = settings.folder_for_load(tmp_path / "warehouse", tmp_path)
    left.mkdir(parents=True)
    (left / "duckdb_temp_storage-0.tmp").write_text("of a load that was killed")

    load(tmp_path / "records", tmp_path / "warehouse")
    assert tables(tmp_path / "warehouse") == before
    assert list((tmp_path / "big" / "disk").iterdir()) == []

    with snapshots.open_snapshot(snapshots.current(tmp_path / "warehouse")) as connection:
        held = [
            connection.execute(f"select current_setting('{name}')").fetchall()[0][0]
            for name in ("memory_limit", "threads", "temp_directory")
        ]
    assert held == ["190.7 MiB", 1, str(settings.folder_for_readers())]
    assert settings.folder_for_readers().parent == tmp_path / "big" / "disk"


def test_a_load_with_too_little_memory_publishes_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    publish_tiny(tmp_path)
    before = snapshots.listed(tmp_path / "warehouse")
    monkeypatch.setenv(settings.MEMORY_LIMIT, "1MB")

    assert main(["load", str(tmp_path / "records"), "--warehouse", str(tmp_path / "warehouse")]) == 1

    assert capsys.readouterr().err.splitlines()[-1] == (
        "There is not enough memory or disk space for this load; nothing was published."
    )
    assert snapshots.listed(tmp_path / "warehouse") == before == [snapshots.current(tmp_path / "warehouse")]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (settings.MEMORY_LIMIT, "lots", "DUCKDB_MEMORY_LIMIT is 'lots'; write a size such as 4GB."),
        (settings.THREADS, "0", "DUCKDB_THREADS is '0'; write a whole number above 0."),
        (settings.QUESTION_SECONDS, "nan", "QUESTION_SECONDS is 'nan'; write seconds, above 0 and below a day."),
        (settings.QUESTION_SECONDS, "soon", "QUESTION_SECONDS is 'soon'; write seconds, above 0 and below a day."),
        (settings.QUESTION_SECONDS, "0", "QUESTION_SECONDS is '0'; write seconds, above 0 and below a day."),
        (settings.AHEAD_SECONDS, "-1", "AHEAD_SECONDS is '-1'; write seconds, from 0 to 3600."),
    ],
)
def test_a_setting_that_makes_no_sense_is_told(
    name: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError) as error:
        settings.check()
    assert str(error.value) == sentence


def test_a_temporary_folder_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_tiny(tmp_path)
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv(settings.TEMP_DIRECTORY, str(tmp_path / "file"))
    with pytest.raises(UsageError) as error:
        load(tmp_path / "records", tmp_path / "warehouse")
    assert str(error.value) == f"DUCKDB_TEMP_DIRECTORY is {tmp_path}/file, which cannot be made: File exists."
