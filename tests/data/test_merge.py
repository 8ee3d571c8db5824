"""`load --merge`: records by key on top of the current snapshot."""

from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest

from data import snapshots
from data.contract import RECORD_TYPES
from data.errors import RecordsError
from data.load import NotGoodEnoughError, load
from tests.data.tiny import TINY, instant, load_tiny, publish_tiny, put, tables, tiny, write
from tests.records import Records, Table

LATER = TINY["cases"][0] | {"opened_at": "2026-03-02T08:30:00Z"}
CASE_TYPES = ("cases", "case_events", "exemptions", "escalations", "mediations")


def merge(folder: Path, records: Records, **options: float) -> dict[str, Table]:
    write(records, folder)
    load(folder, folder.parent / "warehouse", merge=True, **{"max_rejects": 1.0, **options})
    return tables(folder.parent / "warehouse")


def without(records: Records, names: Iterable[str]) -> Records:
    return {name: rows for name, rows in records.items() if name not in names}


def test_a_row_with_a_known_key_replaces_the_old_one_whole(tmp_path: Path) -> None:
    """Blank columns become blank; a key with a blank part is a key; nothing else changes."""
    before = publish_tiny(tmp_path)
    case = TINY["cases"][0] | {"subject": None, "priority": "urgent"}
    traffic = TINY["email_traffic"][1] | {"sent": "500", "delivered": None}
    after = merge(tmp_path / "more", {"cases": [case, case | {"case_id": "c3"}], "email_traffic": [traffic]})
    assert [(row["case_id"], row["subject"], row["priority"]) for row in after["cases"]] == [
        ("c1", None, "urgent"),
        ("c2", None, "low"),
        ("c3", None, "urgent"),
    ]
    assert sorted((str(row["mailbox_provider"]), row["sent"], row["delivered"]) for row in after["email_traffic"]) == [
        ("None", 500, None),
        ("gmail", 100, 95),
    ]
    for name in TINY.keys() - {"cases", "email_traffic"}:
        assert after[name] == before[name]


def test_a_merge_counts_what_it_started_from(tmp_path: Path) -> None:
    """The snapshot's rows are read, replaced ones are its duplicates; what was there already is one of the file."""
    publish_tiny(tmp_path)
    base = snapshots.current(tmp_path / "warehouse").name
    merge(tmp_path / "more", {"cases": [TINY["cases"][0] | {"subject": "new"}, TINY["cases"][1]]})
    loads = tables(tmp_path / "warehouse", "loads")["loads"]
    figures = ("file", "read", "admitted", "duplicates", "rejected", "encoding")
    assert [tuple(row[name] for name in figures) for row in loads if row["record_type"] == "cases"] == [
        (base, 2, 1, 1, 0, "snapshot"),
        ("more/cases.csv", 2, 1, 1, 0, "utf-8"),
    ]


@pytest.mark.parametrize("order", [(0, 1), pytest.param((1, 0), marks=pytest.mark.thorough)])
def test_slices_in_any_order_give_the_tables_of_one_load(tmp_path: Path, order: tuple[int, int]) -> None:
    publish_tiny(tmp_path / "whole")
    records = tiny()
    parts: list[Records] = [
        {
            name: [row for row in rows if (row.get("case_id") == "c2") == bool(part)]
            for name, rows in records.items()
            if name in CASE_TYPES
        }
        for part in (0, 1)
    ]
    first = without(records, CASE_TYPES) | parts[order[0]]
    load_tiny(tmp_path, lambda given: (given.clear(), given.update(first)), as_of=instant("2026-03-05T11:00Z"))
    merged = merge(tmp_path / "more", parts[order[1]])
    assert merged == tables(tmp_path / "whole" / "warehouse")


def test_merging_the_same_records_again_changes_nothing(tmp_path: Path) -> None:
    before = publish_tiny(tmp_path)
    after = merge(tmp_path / "records", tiny(), max_rejects=0.0)
    assert after == {name: before[name] for name in after}


def test_events_before_the_opening_of_a_changed_case_are_rejected(tmp_path: Path) -> None:
    """They stand in the snapshot that is merged onto, and the report says so."""
    publish_tiny(tmp_path)
    base = snapshots.current(tmp_path / "warehouse").name
    after = merge(tmp_path / "more", {"cases": [LATER]})
    assert [row["event_id"] for row in after["case_events"]] == ["e2", "e3"]
    (reject,) = tables(tmp_path / "warehouse", "rejects")["rejects"]
    assert (reject["file"], reject["record_key"], reject["reason"]) == (
        base,
        "e1",
        "expected not before its case was opened",
    )


def test_such_rejects_fail_a_merge_that_allows_none(tmp_path: Path) -> None:
    publish_tiny(tmp_path)
    base = snapshots.current(tmp_path / "warehouse")
    with pytest.raises(NotGoodEnoughError) as error:
        merge(tmp_path / "more", {"cases": [LATER]}, max_rejects=0.01)
    assert str(error.value).startswith(f"1 of 3 records of {base.name} were rejected")
    assert snapshots.current(tmp_path / "warehouse") == base


def test_new_rows_may_refer_to_old_ones_and_must_refer_to_some(tmp_path: Path) -> None:
    publish_tiny(tmp_path)
    event = TINY["case_events"][0]
    known = event | {"event_id": "e4", "case_id": "c2", "occurred_at": "2026-03-04T08:00:00Z"}
    after = merge(tmp_path / "more", {"case_events": [known, event | {"event_id": "e5", "case_id": "c9"}]})
    assert [row["event_id"] for row in after["case_events"]] == ["e1", "e2", "e3", "e4"]
    assert [row["record_key"] for row in tables(tmp_path / "warehouse", "rejects")["rejects"]] == ["e5"]


def test_a_merge_takes_away_no_row_that_others_refer_to() -> None:
    """It looks at no others for lost parents: what is referred to has no rule that a row of a snapshot could break."""
    parents = {column.refers_to for record_type in RECORD_TYPES.values() for column in record_type.columns} - {None}
    assert [name for name in parents if RECORD_TYPES[name].overlap_rules or RECORD_TYPES[name].parent_rules] == []


def test_an_overlap_with_a_row_that_was_there_names_it(tmp_path: Path) -> None:
    publish_tiny(tmp_path)
    base = snapshots.current(tmp_path / "warehouse").name
    row = TINY["tam_assignments"][0] | {"assigned_from": "2026-02-01", "assigned_until": "2026-02-15"}
    merge(tmp_path / "more", {"tam_assignments": [row]})
    (reject,) = tables(tmp_path / "warehouse", "rejects")["rejects"]
    assert reject["reason"] == f"expected no overlap with another TAM of that account (record 1 of {base})"


def test_two_new_rows_of_one_key_are_told_apart_as_in_a_load(tmp_path: Path) -> None:
    publish_tiny(tmp_path)
    rows = [TINY["cases"][0] | {"subject": subject} for subject in ("first", "second", "first")]
    after = merge(tmp_path / "more", {"cases": rows})
    assert after["cases"][0]["subject"] == "first"
    (reject,) = tables(tmp_path / "warehouse", "rejects")["rejects"]
    assert reject["reason"] == "record 1 of more/cases.csv has the same key and other content"


def test_a_merge_without_a_current_snapshot_is_a_plain_load(tmp_path: Path) -> None:
    plain = publish_tiny(tmp_path / "plain")
    merged = merge(tmp_path / "more", tiny())
    assert merged == {name: plain[name] for name in merged}


def test_a_first_merge_needs_what_a_load_needs(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as error:
        merge(tmp_path / "more", {"cases": TINY["cases"]})
    assert str(error.value) == f"{tmp_path}/more holds no calendars.csv (or .parquet, .jsonl); it is required."


def test_a_merge_keeps_the_reporting_time_zone(tmp_path: Path) -> None:
    load_tiny(tmp_path, reporting_time_zone="Europe/Amsterdam")
    merge(tmp_path / "more", {"cases": TINY["cases"]})
    (snapshot,) = tables(tmp_path / "warehouse", "snapshot")["snapshot"]
    assert snapshot["reporting_time_zone"] == "Europe/Amsterdam"


def test_a_merge_onto_a_damaged_snapshot_says_so(tmp_path: Path) -> None:
    warehouse = put(tmp_path, "warehouse/20260101T000000.000000Z-0.duckdb", "no database").parent
    put(tmp_path, "warehouse/CURRENT", "20260101T000000.000000Z-0.duckdb\n")
    with pytest.raises(RecordsError) as error:
        merge(tmp_path / "more", tiny())
    assert str(error.value) == (
        "The snapshot 20260101T000000.000000Z-0.duckdb is damaged; go back with: python -m data rollback,"
        " or load the records again."
    )
    assert sorted(path.name for path in warehouse.iterdir()) == [".lock", "20260101T000000.000000Z-0.duckdb", "CURRENT"]


def test_a_merge_onto_another_version_of_the_contract_is_refused(tmp_path: Path) -> None:
    publish_tiny(tmp_path)
    with duckdb.connect(snapshots.current(tmp_path / "warehouse")) as connection:
        connection.execute("update snapshot set contract_version = '0'")
    with pytest.raises(RecordsError) as error:
        merge(tmp_path / "more", tiny())
    assert str(error.value) == (
        "The current snapshot was made under version 0 of the record contract, this is 1;"
        " load everything again without --merge."
    )


def test_a_merge_works_while_readers_hold_the_snapshot(tmp_path: Path) -> None:
    publish_tiny(tmp_path)
    reader = snapshots.open_snapshot(snapshots.current(tmp_path / "warehouse"))
    after = merge(tmp_path / "more", {"cases": [TINY["cases"][0] | {"subject": "new"}]})
    assert reader.execute("select subject from cases order by case_id").fetchall()[0] == (TINY["cases"][0]["subject"],)
    reader.close()
    assert after["cases"][0]["subject"] == "new"
