"""What a person may see is decided under the questions: no question, however it is asked, gets at anything else."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import SnapshotError
from data.load import load
from queries import runner, scope
from queries.scope import WHOLE, Scope, ScopeError, scoped
from tests import foreign
from tests.building import publish
from tests.parameters import KINDS, OWN_VALUES, VALUES
from tests.tiers import examples

TAM = "T-07"  # who gave up four accounts, and has others
OTHER_WAYS = ({"by": "agent", "dimension": "agent", "clock": "resolution"}, {"by": "tam", "dimension": "tam"})
Asked = tuple[str, dict[str, Any]]
Answered = tuple[str, dict[str, Any], pd.DataFrame]


def asked_for(ids: Mapping[str, list[str]], *, only_by_id: bool = False) -> Iterator[Asked]:
    """Every question in all ways, asked for these ids; a list of a kind without ids is empty, which is everything.

    With `only_by_id` those questions alone that must be given an id.
    """
    for name in runner.names():
        question = runner.read(name)
        single = {kind for param, kind in question.params.items() if KINDS.get(param, param) in foreign.KINDS}
        if only_by_id and not single & {"varchar"} and "case_ids" not in question.params:
            continue
        for way in ({}, *(way for way in OTHER_WAYS if way.keys() & question.params.keys())):
            params: dict[str, Any] = {}
            for param, kind in question.params.items():
                found = ids.get(KINDS.get(param, param), [])
                one = way.get(param, VALUES.get(param, found[0] if found else ""))
                params[param] = found if kind.endswith("[]") else one
            yield name, params | OWN_VALUES.get(name, {})


def words_in(rows: pd.DataFrame) -> str:
    """Every text of a frame, also those in lists and structs."""
    found = set()
    for column in rows.select_dtypes(include=["object", "string"]):
        for value in rows[column].tolist():
            found.add(value if isinstance(value, str) else json.dumps(value, default=_plain))
    return "\n".join(found)


def _plain(value: Any) -> Any:
    return value.tolist() if hasattr(value, "tolist") else str(value)


@pytest.fixture(scope="module")
def others(sample_snapshot: Path) -> foreign.Foreign:
    return foreign.to(sample_snapshot, TAM)


@pytest.fixture(scope="module")
def tam(sample_snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with scoped(sample_snapshot, Scope("tam", TAM)) as connection:
        yield connection


@pytest.fixture(scope="module")
def answers(tam: duckdb.DuckDBPyConnection, others: foreign.Foreign) -> list[Answered]:
    """What the TAM is told when asking every question for everything, and for one thing of theirs of each kind."""
    own = {key: sorted(ids)[:1] for key, ids in others.own.items()} | {"person_id": [TAM]}
    asked = [*asked_for({}), *asked_for(own, only_by_id=True)]
    return [(name, params, runner.answer(tam, name, params)) for name, params in asked]


@pytest.fixture(scope="module")
def alone(sample_snapshot: Path, others: foreign.Foreign, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same records without a row that is not the TAM's: a snapshot in which there is nothing to hide."""
    records = tmp_path_factory.mktemp("alone") / "sample"
    shutil.copytree(sample_snapshot.parent.parent / "sample", records)
    for path in records.glob("*.csv"):
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        for key, ids in others.others.items():
            if key in rows and path.stem != "people":
                rows = rows[~rows[key].isin(ids)]
        rows.to_csv(path, index=False)
    with scoped(sample_snapshot, WHOLE) as whole:
        ((as_of,),) = whole.execute("select strftime(as_of, '%Y-%m-%dT%H:%M:%S+00:00') from snapshot").fetchall()
    report = load(
        records,
        records.parent / "warehouse",
        reporting_time_zone="Europe/Amsterdam",
        as_of=datetime.fromisoformat(as_of),
    )
    assert report.snapshot is not None
    return report.snapshot


def tables_of(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found = "select {0}_name from duckdb_{0}s() where schema_name = 'main' and not internal"
    return {name for kind in ("table", "view") for (name,) in connection.execute(found.format(kind)).fetchall()}


@pytest.mark.parametrize("role", ["tam", "executive"])
def test_every_table_of_a_snapshot_has_a_rule(role: scope.Role, sample_snapshot: Path) -> None:
    text = scope.rules(role)
    ruled = re.findall(r"^create (?:view|table) (\w+) as$", text, flags=re.MULTILINE)

    with scoped(sample_snapshot, WHOLE) as whole:
        assert sorted(ruled) == sorted(tables_of(whole)), f"say in queries/scope_{role}.sql what they may see of it"


@pytest.mark.parametrize("name", runner.names())
def test_a_question_reads_tables_by_their_plain_name(name: str) -> None:
    """Anything else could reach around the views."""
    question = runner.read(name)
    code = "\n".join(re.sub(r"--[^\n]*", "", text) for text in (question.sql, *runner.used_macros(question.sql)))

    around = r"whole_snapshot|\b(?:main|memory|scope|system|pg_catalog)\.|\b(?:duckdb_\w+|read_\w+|glob|query\w*)\("
    assert re.findall(around, code) == []


def test_a_tam_sees_the_items_of_their_accounts_now_and_of_their_days_before(
    tam: duckdb.DuckDBPyConnection, others: foreign.Foreign
) -> None:
    tables = {
        "account_id": "accounts",
        "case_id": "cases",
        "escalation_id": "escalations",
        "mediation_id": "mediations",
        "migration_id": "migrations",
    }

    seen = {
        key: {one for (one,) in tam.execute(f"select {key} from {name}").fetchall()} for key, name in tables.items()
    }

    assert seen == others.own
    assert all(others.own.values())


def test_no_table_tells_a_tam_anything_of_others(tam: duckdb.DuckDBPyConnection, others: foreign.Foreign) -> None:
    """Also what no question asks for today."""
    told = {name: tam.execute(f"select columns(*)::varchar from {name}").df() for name in tables_of(tam)}

    assert {name: found for name, rows in told.items() if (found := others.found_in(words_in(rows)))} == {}


def test_no_question_tells_a_tam_anything_of_others(
    answers: list[Answered], tam: duckdb.DuckDBPyConnection, others: foreign.Foreign, sample_snapshot: Path
) -> None:
    """Asked for everything, for what is theirs, and for ids of others that somebody might have guessed."""
    guessed = list(asked_for({key: ids[:40] for key, ids in others.others.items()}))

    def told(connection: duckdb.DuckDBPyConnection, asked: list[Asked]) -> set[str]:
        found = ((name, words_in(runner.answer(connection, name, params))) for name, params in asked)
        return {name for name, words in found if others.found_in(words)}

    assert {name for name, _, rows in answers if others.found_in(words_in(rows))} == set()
    assert told(tam, guessed) == set()
    plain = {"case_facts", "account_facts", "migration_facts", "response_cases", "case_receipt", "filter_choices"}
    with scoped(sample_snapshot, WHOLE) as whole:  # where nothing is held back the same words are found
        assert told(whole, [one for one in guessed if one[0] in plain]) == plain


def test_every_figure_of_a_tam_is_what_it_would_be_without_the_rows_of_others(
    answers: list[Answered], alone: Path
) -> None:
    """Not even a number moves with what is hidden: no count, no median, no limit of control, no rank."""
    with scoped(alone, Scope("tam", TAM)) as apart:
        for name, params, seen in answers:
            expected = runner.answer(apart, name, params)
            if name == "snapshot_facts":  # the newest record of all, seen or not, says how old the data is
                expected, seen = (rows.drop(columns="age_at_load_seconds") for rows in (expected, seen))
            if name != "loads_by_file":  # of the sample, and of it alone, it says how much was read
                pd.testing.assert_frame_equal(expected, seen, rtol=1e-9, obj=name)


def test_an_executive_reads_no_words_and_gets_no_lists_of_cases(sample_snapshot: Path) -> None:
    with scoped(sample_snapshot, Scope("executive")) as connection:
        for name, params in asked_for({}):
            try:
                scope.check(Scope("executive"), name)
            except ScopeError as error:
                assert str(error) == "Lists of cases are for managers and TAMs."  # noqa: PT017
                continue
            rows = runner.answer(connection, name, params)
            assert "@support.example" not in words_in(rows), name
            assert not {"case_id", "subject", "event_id"} & set(rows.columns)
        ((words, cases),) = connection.execute("select count(subject), count(*) from cases").fetchall()

    assert words == 0
    assert cases > 1000


@pytest.mark.parametrize(
    "whole", [Scope("manager", "m1"), Scope("tam", "t1", sees_all=True), Scope("tam", sees_all=True)]
)
def test_managers_and_tams_who_see_all_share_one_scope(whole: Scope) -> None:
    assert whole.is_whole
    assert whole.key == WHOLE.key


def test_no_two_scopes_that_differ_have_one_key() -> None:
    scopes = [WHOLE, Scope("tam", "t1"), Scope("tam", "t2"), Scope("tam"), Scope("executive"), Scope("executive", "t1")]

    assert [one.key for one in scopes] == [
        ("manager", ""),
        ("tam", "t1"),
        ("tam", "t2"),
        ("tam", ""),
        ("executive", ""),
        ("executive", ""),
    ]


def test_a_tam_without_a_person_sees_nothing(sample_snapshot: Path) -> None:
    with scoped(sample_snapshot, Scope("tam")) as connection:
        seen = {
            name: connection.execute(f"select count(*) from {name}").fetchall()[0][0] for name in tables_of(connection)
        }

    facts = {"snapshot", "loads", "load_points", "watch_thresholds", "warmup_schedules", "mailbox_provider_contacts"}
    assert {name for name, count in seen.items() if count} == {*facts, "sla_targets"}  # those of every account


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('/etc/hostname')",
        "attach '/tmp/more.duckdb' as more",
        "set enable_external_access = true",
        "insert into whole_snapshot.people select * from people",
    ],
)
def test_a_scoped_connection_reaches_nothing_else(statement: str, tam: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error):
        tam.execute(statement)


def test_a_variable_of_the_program_is_no_table(tam: duckdb.DuckDBPyConnection) -> None:
    secret = pd.DataFrame({"word": ["hidden"]})  # noqa: F841

    with pytest.raises(duckdb.CatalogException):
        tam.execute("select * from secret")


def test_a_damaged_snapshot_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "it's.duckdb"
    path.write_bytes(b"nothing of the kind" * 1000)

    with pytest.raises(SnapshotError, match=r"The snapshot it's\.duckdb is damaged"):
        scoped(path, Scope("tam", "t1"))


def test_what_is_theirs_names_nothing_that_is_not(tmp_path: Path) -> None:
    """An escalation of their days about a case of other days: the link between them is not shown."""
    path = publish(
        tmp_path,
        "20260130T170000-0001",
        """
        insert into snapshot values ('2026-01-30 12:00:00+00', '2026-01-30 12:00:00+00', 'UTC', '1');
        insert into calendars values ('u', 'UTC', 'UTC');
        insert into accounts (account_id, name, calendar_id) values ('a', 'A', 'u');
        insert into tam_assignments values
            ('a', 't2', date '2026-01-01', date '2026-01-10'),
            ('a', 't1', date '2026-01-10', date '2026-01-20'),
            ('a', 't2', date '2026-01-20', null);
        insert into cases (case_id, account_id) values ('early', 'a'), ('mine', 'a');
        insert into case_metrics (case_id, account_id, tam_id) values ('early', 'a', 't2'), ('mine', 'a', 't1');
        insert into escalations (escalation_id, account_id, case_id) values ('e', 'a', 'early'), ('late', 'a', 'mine');
        insert into escalation_metrics (escalation_id, account_id, case_id, tam_id) values
            ('e', 'a', 'early', 't1'),
            ('late', 'a', 'mine', 't2');
        insert into case_events (event_id, case_id, kind, value) values
            ('1', 'mine', 'escalated', 'late'),
            ('2', 'mine', 'priority_changed', 'high'),
            ('3', 'early', 'escalated', 'e');
        insert into mediations (mediation_id, account_id, escalation_id) values ('m', 'a', 'late');
        insert into mediation_metrics (mediation_id, account_id, tam_id) values ('m', 'a', 't1');
        """,
    )
    asked = {
        "escalations": "select escalation_id, case_id from escalations",
        "escalation_metrics": "select escalation_id, case_id from escalation_metrics",
        "case_events": "select event_id, value from case_events order by event_id",
        "mediations": "select mediation_id, escalation_id from mediations",
    }

    with scoped(path, Scope("tam", "t1")) as connection:
        seen = {name: connection.execute(sql).fetchall() for name, sql in asked.items()}

    assert seen == {
        "escalations": [("e", None)],
        "escalation_metrics": [("e", None)],
        "case_events": [("1", None), ("2", "high")],
        "mediations": [("m", None)],
    }


DECISIONS = Path(__file__).parent.parent.parent / "docs" / "decisions.md"
NORTH = """
    insert into snapshot values ('2026-01-30 12:00:00+00', '2026-01-30 12:00:00+00', 'UTC', '1');
    insert into calendars values ('u', 'UTC', 'UTC');
    insert into accounts (account_id, name, calendar_id) values ('north', 'North', 'u');
    insert into tam_assignments values
        ('north', 'Ana', date '2026-01-01', date '2026-01-10'),
        ('north', 'Cleo', date '2026-01-10', date '2026-01-20'),
        ('north', 'Ben', date '2026-01-20', null);
"""
DATED = {"case": "opened_at", "escalation": "raised_at", "mediation": "opened_at", "migration": "started_on"}


def test_the_table_of_the_decision_is_what_each_tam_sees(tmp_path: Path) -> None:
    text = DECISIONS.read_text(encoding="utf-8").partition("### 67.")[2]
    items = re.findall(
        r"^\| (\w+) (\w+)(?:, which names (\w+))? \| ([\d-]+) \| (\w+) \| (\w+) \| (\w+) \|$", text, re.M
    )
    assert len(items) == 7
    sql = NORTH
    for kind, key, named, day, *_ in items:
        then = next(tam for tam, until in (("Ana", "2026-01-10"), ("Cleo", "2026-01-20"), ("Ben", "9")) if day < until)
        columns = {f"{kind}_id": key, "account_id": "north", DATED[kind]: day, **({"tam_id": named} if named else {})}
        metrics = {f"{kind}_id": key, "account_id": "north", "tam_id": named or then}
        for table, row in ((f"{kind}s", columns), (f"{kind}_metrics", metrics)):
            sql += f"insert into {table} ({', '.join(row)}) values ({', '.join(map(repr, row.values()))});"
    path = publish(tmp_path, "20260130T170000-0001", sql)

    for place, person in enumerate(("Ana", "Cleo", "Ben")):
        with scoped(path, Scope("tam", person)) as connection:
            seen = {
                key
                for kind in DATED
                for table in (f"{kind}s", f"{kind}_metrics")
                for (key,) in connection.execute(f"select {kind}_id from {table}").fetchall()
            }
        assert seen == {key for _, key, _, _, *sees in items if sees[place] == "yes"}, person


FIRST = date(2026, 1, 1)
HOLDERS = st.lists(st.sampled_from(["t1", "t2", None]), min_size=3, max_size=3)  # of ten days each


@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    holders=st.tuples(HOLDERS, HOLDERS), cases=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 29)), max_size=8)
)
def test_a_case_is_seen_by_who_had_the_account_then_and_who_has_it_now(
    holders: tuple[list[str | None], list[str | None]], cases: list[tuple[int, int]], tmp_path: Path
) -> None:
    def rows(table: str, values: list[tuple[str | None, ...]]) -> str:
        listed = ", ".join(f"({', '.join('null' if one is None else repr(one) for one in row)})" for row in values)
        return f"insert into {table} values {listed};" if values else ""

    held = [
        (f"a{account}", holder, str(FIRST + timedelta(10 * part)), str(FIRST + timedelta(10 * part + 10)))
        for account, parts in enumerate(holders)
        for part, holder in enumerate(parts)
        if holder
    ]
    opened = [(f"c{number}", f"a{account}", day) for number, (account, day) in enumerate(cases)]
    path = publish(
        tmp_path / f"{len(list(tmp_path.iterdir()))}",
        "20260130T170000-0001",
        "insert into snapshot values ('2026-01-30 12:00:00+00', '2026-01-30 12:00:00+00', 'UTC', '1');"
        "insert into calendars values ('u', 'UTC', 'UTC');"
        + rows("accounts (account_id, name, calendar_id)", [("a0", "A", "u"), ("a1", "B", "u")])
        + rows("tam_assignments", held)
        + rows("cases (case_id, account_id)", [(case, account) for case, account, _ in opened])
        + rows(
            "case_metrics (case_id, account_id, tam_id)",
            [(case, account, holders[int(account[1])][day // 10]) for case, account, day in opened],
        ),
    )

    for person in ("t1", "t2"):
        with scoped(path, Scope("tam", person)) as connection:
            seen = {case for (case,) in connection.execute("select case_id from cases").fetchall()}
        assert seen == {
            case
            for case, account, day in opened
            if person in (holders[int(account[1])][2], holders[int(account[1])][day // 10])
        }
