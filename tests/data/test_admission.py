"""What becomes of every row: admitted, a duplicate, or rejected; counted, and the same in any order."""

import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.admission import Admission, FileCount
from data.contract import REQUIRED
from data.facts import FACTS
from data.load import NotGoodEnoughError, check, load
from data.staging import StagedFile
from tests.data.tiny import TINY, csv_text, load_tiny, put, read, tiny, write
from tests.records import Records, Row, Table
from tests.tiers import examples

CASE = TINY["cases"][1]
FIGURES = ("read", "admitted", "duplicates", "rejected")


def counts(found: dict[str, Table], record_type: str) -> dict[str, tuple[int, ...]]:
    """Per file: read, admitted, duplicates, rejected."""
    return {
        str(row["file"]).partition("/")[2]: tuple(int(str(row[name])) for name in FIGURES)
        for row in found["loads"]
        if row["record_type"] == record_type
    }


def rejects(found: dict[str, Table], record_type: str) -> list[tuple[object, ...]]:
    return [
        (row["file"], row["record_number"], row["record_key"], row["reason"])
        for row in found["rejects"]
        if row["record_type"] == record_type
    ]


def test_equal_rows_collapse_into_one(tmp_path: Path) -> None:
    """Equal are values, however they are written; nulls in keys count as equal."""

    def change(records: Records) -> None:
        records["cases"].append(CASE | {"opened_at": "2026-03-03T10:30:00.75+01:00", "subject": "  "})
        records["people"].append(TINY["people"][0] | {"capacity_points": "12.50"})
        records["email_traffic"].append(TINY["email_traffic"][1] | {"sent": "100.0"})
        records["business_hours"].append(TINY["business_hours"][0] | {"opens": "09:00:00"})

    report, found = load_tiny(tmp_path, change)
    assert report.rejected_kinds == []
    assert counts(found, "cases") == {"cases.csv": (3, 2, 1, 0)}
    assert counts(found, "people") == {"people.csv": (3, 2, 1, 0)}
    assert counts(found, "email_traffic") == {"email_traffic.csv": (3, 2, 1, 0)}
    assert counts(found, "business_hours") == {"business_hours.csv": (6, 5, 1, 0)}
    assert len(found["cases"]) == 2


def test_of_rows_with_one_key_the_first_stands_and_is_named(tmp_path: Path) -> None:
    """Also where it stands in another file, behind quoted line ends and records that cannot be read."""
    write(tiny(), tmp_path / "records")
    (tmp_path / "records" / "cases.csv").unlink()
    first = csv_text("cases", [TINY["cases"][0], CASE]).replace("c2,brick", "c9\nc2,brick")
    put(tmp_path, "records/cases/a.csv", first)
    rows: list[Row] = [CASE | {"subject": "other"}, CASE, CASE | {"case_id": "c3"}, CASE | {"subject": "third"}]
    put(tmp_path, "records/cases/b.csv", csv_text("cases", rows))
    _, found = read(tmp_path / "records")
    assert counts(found, "cases") == {"cases/a.csv": (3, 2, 0, 1), "cases/b.csv": (4, 1, 1, 2)}
    clash = "record 3 of records/cases/a.csv has the same key and other content"
    assert rejects(found, "cases") == [
        ("records/cases/a.csv", 2, None, "expected 8 columns, found 1"),
        ("records/cases/b.csv", 1, "c2", clash),
        ("records/cases/b.csv", 4, "c2", clash),
    ]
    assert [row["subject"] for row in found["cases"] if row["case_id"] == "c2"] == [None]


def test_a_rejected_row_does_not_take_the_key(tmp_path: Path) -> None:
    """Of two rows with one key the first good one stands."""
    _, found = load_tiny(tmp_path, lambda records: records["cases"].insert(0, CASE | {"priority": "asap"}))
    assert counts(found, "cases") == {"cases.csv": (3, 2, 0, 1)}


def test_a_chain_of_references_falls_with_its_first_link(tmp_path: Path) -> None:
    """Each row says which of its columns led to a rejected row."""
    _, found = load_tiny(tmp_path, lambda records: records["accounts"][1].update(premium_from="never"))
    told = {(row["record_type"], row["record_key"]): (row["column_name"], row["reason"]) for row in found["rejects"]}
    assert told == {
        ("accounts", "brick"): ("premium_from", "expected a date such as 2026-11-20"),
        ("cases", "c2"): ("account_id", "refers to a row of accounts that was rejected"),
        ("case_events", "e3"): ("case_id", "refers to a row of cases that was rejected"),
    }


def test_the_key_of_a_reject_shows_its_parts(tmp_path: Path) -> None:
    _, found = load_tiny(tmp_path, lambda records: records["email_traffic"][0].update(sent="-1"))
    assert [row["record_key"] for row in found["rejects"]] == ["acme / 2026-02-01 / premium / gmail"]


def test_many_repeats_are_settled_at_once(tmp_path: Path) -> None:
    """A broken export repeats keys by the ten thousand; each is still told apart."""
    repeated, event = 20_000, TINY["case_events"][0]
    events = [event | {"event_id": f"n{number % repeated}", "actor_id": str(number)} for number in range(2 * repeated)]
    events += [{"event_id": "x"}] * 1000
    _, found = load_tiny(tmp_path, lambda records: records["case_events"].extend(events))
    assert counts(found, "case_events") == {
        "case_events.csv": (3 + 2 * repeated + 1000, 3 + repeated, 0, repeated + 1000)
    }
    last = [row for row in found["rejects"] if row["record_number"] == 3 + 2 * repeated]
    assert [row["reason"] for row in last] == [
        f"record {3 + repeated} of records/case_events.csv has the same key and other content"
    ]


def test_a_count_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(AssertionError) as error:
        FileCount("cases", "cases.csv", read=3, admitted=1, duplicates=1, rejected=0, encoding="utf-8")
    assert str(error.value).startswith("rows went missing in the load: FileCount(record_type='cases'")


@pytest.mark.parametrize("lost", ["admitted", "rejected", "read"])
def test_a_row_lost_on_the_way_fails_the_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str) -> None:
    """The four numbers come from separate counts: losing a row at any place shows."""
    records = tiny()
    records["cases"].append(CASE | {"case_id": "c3", "priority": "asap"})
    write(records, tmp_path / "records")
    good = Admission._good.fget  # type: ignore[attr-defined]
    assert good is not None
    if lost == "admitted":
        monkeypatch.setattr(Admission, "_good", property(lambda self: good(self) + " and staged.rowid <> 0"))
    elif lost == "rejected":
        monkeypatch.setattr(Admission, "_refuse_broken_rows", lambda _: None)
    else:
        monkeypatch.setattr(StagedFile, "read", property(lambda self: self.rows + 1))
    with pytest.raises(AssertionError, match="rows went missing in the load"):
        load(tmp_path / "records", tmp_path / "warehouse", max_rejects=1.0)
    assert not (tmp_path / "warehouse" / "CURRENT").exists()


@pytest.mark.parametrize(
    ("max_rejects", "bad", "good_enough"),
    [(0.01, 1, True), (0.01, 2, False), (0.0, 0, True), (0.0, 1, False), (1.0, 99, True)],
)
def test_more_rejects_than_allowed_fail(tmp_path: Path, max_rejects: float, bad: int, good_enough: bool) -> None:
    """Of a file of 100 records; exactly the share allowed is good enough."""
    event = TINY["case_events"][0]
    records = tiny()
    records["case_events"] = [
        event | {"event_id": f"e{number}", "kind": "nonsense" if number < bad else "closed"} for number in range(100)
    ]
    write(records, tmp_path / "records")
    if good_enough:
        report = load(tmp_path / "records", tmp_path / "warehouse", max_rejects=max_rejects)
        assert report.rejected == bad
        return
    with pytest.raises(NotGoodEnoughError) as error:
        load(tmp_path / "records", tmp_path / "warehouse", max_rejects=max_rejects)
    assert str(error.value) == (
        f"{bad} of 100 records of records/case_events.csv were rejected, more than the {max_rejects * 100:.0f}% allowed"
        " (--max-rejects); nothing was published."
    )
    assert error.value.report.rejected == bad
    assert not (tmp_path / "warehouse" / "CURRENT").exists()
    left = (tmp_path / "warehouse" / "last-rejects.csv").read_text().splitlines()
    assert len(left) == 1 + bad
    assert f"case_events,records/case_events.csv,100,{100 - bad},0,{bad},utf-8" in (
        (tmp_path / "warehouse" / "last-load.csv").read_text().splitlines()
    )


def test_a_load_without_a_single_good_case_is_refused_with_its_report(tmp_path: Path) -> None:
    """Even where everything bad is to be left out: an empty dashboard helps nobody."""
    with pytest.raises(NotGoodEnoughError) as error:
        load_tiny(tmp_path, lambda records: [case.update(priority="asap") for case in records["cases"]])
    assert str(error.value) == "Not one case was admitted; nothing was published."
    assert error.value.report.rejected == 8  # two cases, and what refers to them
    assert check(tmp_path / "records").rejected == 8


def test_reasons_that_name_other_records_are_one_kind_in_the_report(tmp_path: Path) -> None:
    def change(records: Records) -> None:
        records["cases"] += [row | {"subject": "other"} for row in TINY["cases"]]
        records["tam_assignments"] += [
            TINY["tam_assignments"][0] | {"assigned_from": f"2026-01-{day}"} for day in (10, 11)
        ]

    report, _ = load_tiny(tmp_path, change)
    assert [(kind.record_type, kind.count, kind.record_number, kind.value) for kind in report.rejected_kinds] == [
        ("cases", 2, 3, "c1"),
        ("tam_assignments", 2, 3, "2026-01-10"),
    ]


def scattered(records: Records, folder: Path, draw: st.DataObject) -> None:
    """Write the rows in any order, cut into up to three files."""
    for name, rows in records.items():
        shuffled = draw.draw(st.permutations(rows))
        cuts = sorted(draw.draw(st.lists(st.integers(0, len(rows)), max_size=2)))
        for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(rows)], strict=True)):
            put(folder, f"{name}/{number}.csv", csv_text(name, shuffled[start:end]))


@settings(max_examples=examples(6), deadline=None)
@given(st.data())
def test_order_and_cut_change_neither_tables_nor_totals(draw: st.DataObject) -> None:
    """With rows that are broken, that refer to them, and that are there twice; equal rows are all one."""
    records = {name: rows for name, rows in tiny().items() if name in REQUIRED}
    records["cases"][0]["agent_id"] = None
    records["cases"] += [dict(CASE), CASE | {"case_id": "c3", "account_id": "nobody"}]
    events = TINY["case_events"]
    records["case_events"] += [events[0] | {"event_id": "e4", "case_id": "c3"}, dict(events[1])]
    with tempfile.TemporaryDirectory() as folder:
        write(records, Path(folder) / "plain")
        scattered(records, Path(folder) / "scattered", draw)
        _, plain = read(Path(folder) / "plain")
        _, other = read(Path(folder) / "scattered")
    for name in records:
        assert sorted(other[name], key=repr) == sorted(plain[name], key=repr)
        sums = [[sum(each) for each in zip(*counts(found, name).values(), strict=True)] for found in (plain, other)]
        assert sums[0] == sums[1]
    reasons = [{(row["record_key"], row["reason"]) for row in found["rejects"]} for found in (plain, other)]
    assert reasons[0] == reasons[1]


def test_what_a_load_leaves_behind_is_only_what_is_public(tmp_path: Path) -> None:
    """No staged table of the loader, and no table of the model's own, in a published file."""
    report, _ = load_tiny(tmp_path)
    assert report.snapshot is not None
    with duckdb.connect(report.snapshot, read_only=True) as connection:
        names = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
    assert names - set(TINY) - set(FACTS) == {
        "case_spans",
        "case_metrics",
        "response_metrics",
        "escalation_metrics",
        "mediation_metrics",
        "provider_routes",
        "migration_days",
        "migration_metrics",
        "contradictory_events",
        "account_tams_now",
        "calendars_now",
        "case_stages",
        "dated_cases",
        "dated_responses",
        "reopenings",
        "dated_escalations",
        "judged_days",
        "month_counts",
        "account_months",
        "last_words",
        "open_cases",
        "running_clocks",
        "openings",
        "rejects",
        "loads",
        "snapshot",
    }
