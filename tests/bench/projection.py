"""`python -m tests.bench.projection`: how often did a migration end inside the range that had been projected for it?

Migrations of the sample records, and drawn ones that trouble holds now and then, are judged again as of every day of
their ramp, by the SQL that makes a snapshot. The figures stand in docs/migrations.md.
"""

import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from data.derive import MODEL, create_record_tables
from data.facts import create_fact_tables
from data.sample import write_sample

START = date(2026, 1, 5)
PLANS = (14, 17, 18, 20, 28)
PROJECTED = """
select
    metrics.migration_id,
    metrics.judged_on,
    metrics.projected_low_on,
    metrics.projected_on,
    metrics.projected_high_on,
    ends.ended_on,
from migration_metrics as metrics
inner join ends on metrics.migration_id = ends.migration_id
where metrics.status = 'warming' and metrics.projected_on is not null and metrics.judged_on < ends.ended_on
"""
FIGURES = """
select
    count(*),
    count(distinct migration_id),
    avg(cast(ended_on between projected_low_on and coalesce(projected_high_on, ended_on) as integer)),
    avg(cast(ended_on < projected_low_on as integer)),
    avg(cast(coalesce(ended_on > projected_high_on, false) as integer)),
    avg(cast(projected_high_on is null as integer)),
    median(projected_high_on - projected_low_on),
    median(abs(projected_on - ended_on)),
from projected
"""


@dataclass(frozen=True, slots=True)
class Trouble:
    """How often a stage is not reached on a day that could have reached it, and for how many days then, on average."""

    share: float
    days: float


def drawn_world(connection: duckdb.DuckDBPyConnection, trouble: Trouble, count: int = 60) -> None:
    """Migrations that all start on one day and double their volume daily, held on a stage while 80 % are delivered."""
    throws = random.Random(7)
    for number in range(count):
        name, stages = f"M{number:03}", throws.choice(PLANS)
        plan = [(name, START + timedelta(days=stage), 100 * 2**stage) for stage in range(stages)]
        sent, reached, held = [], 0, 0
        while reached < stages:
            if not held and throws.random() < trouble.share:
                held = max(1, round(throws.expovariate(1 / trouble.days)))
            volume = plan[reached][2]
            sent.append((name, START + timedelta(days=len(sent)), volume, volume * (8 if held else 10) // 10))
            reached += not held
            held = max(0, held - 1)
        connection.execute(
            "insert into migrations by name select $name as migration_id, $name as account_id, $start as started_on,"
            " date '2026-12-31' as target_on, 'warming' as status",
            {"name": name, "start": START},
        )
        connection.execute(
            "insert into accounts by name select $name as account_id, 'c' as calendar_id", {"name": name}
        )
        connection.executemany("insert into warmup_plan values (?, ?, ?)", plan)
        connection.executemany(
            "insert into email_traffic (account_id, date, sent, delivered, route) values (?, ?, ?, ?, 'premium')", sent
        )
    connection.execute("insert into calendars by name select 'c' as calendar_id, 'UTC' as time_zone")


def sample_world(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The migrations of the sample records that were completed."""
    write_sample(folder, cases=300)
    for name in ("calendars", "accounts", "tam_assignments", "migrations", "warmup_plan", "email_traffic"):
        connection.execute(
            f"insert into {name} by name from read_csv($file, all_varchar = true)", {"file": f"{folder}/{name}.csv"}
        )
    connection.execute("delete from migrations where status <> 'completed'")


def judge(connection: duckdb.DuckDBPyConnection, day: date) -> None:
    """Derive the tables of migrations as of the end of a day."""
    connection.execute("update snapshot set as_of = cast($day as timestamp) + interval 86399 second", {"day": day})
    for file in sorted(MODEL.glob("8*_migration_*.sql")):
        connection.execute(file.read_text(encoding="utf-8"))


def figures(connection: duckdb.DuckDBPyConnection) -> tuple[float, ...]:
    """Judge a world as of each day on which something moved, and compare each range with the day of the last stage."""
    judge(connection, date(2027, 12, 31))
    connection.execute(
        "create table ends as select migration_id, min(date) as ended_on from migration_days"
        " inner join migration_metrics using (migration_id) where migration_days.stage = stages group by migration_id"
    )
    days = connection.execute(
        "select distinct date from migration_days inner join ends using (migration_id)"
        " where premium_sent > 0 and date < ended_on order by date"
    ).fetchall()
    connection.execute(f"create table projected as {PROJECTED} limit 0")
    for (day,) in days:
        judge(connection, day)
        connection.execute(f"insert into projected {PROJECTED}")
    row = connection.execute(FIGURES).fetchone()
    assert row is not None
    return row


def worlds(folder: Path) -> Iterator[tuple[str, duckdb.DuckDBPyConnection]]:
    """Each world in a database of its own."""
    troubles = {
        "never held": Trouble(0, 1),
        "seldom held, for long": Trouble(0.03, 5),
        "held now and then": Trouble(0.08, 3),
        "held often, for short": Trouble(0.15, 2),
    }
    for name in ("sample records", *troubles):
        with duckdb.connect() as connection:
            connection.execute("set global TimeZone = 'UTC'")
            create_record_tables(connection)
            create_fact_tables(connection)
            connection.execute("insert into snapshot by name select now() as as_of, 'UTC' as reporting_time_zone")
            connection.execute("create table escalation_metrics (account_id varchar, state varchar, scope varchar)")
            if name in troubles:
                drawn_world(connection, troubles[name])
            else:
                sample_world(connection, folder)
            yield name, connection


def main() -> int:
    """Write a row per world to standard output."""
    rows = ["| migrations | judged | of | inside | earlier | later | no end in sight | width | off by |"]
    rows.append("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="projection-") as temporary:
        for name, connection in worlds(Path(temporary)):
            judged, count, inside, earlier, later, endless, width, off = figures(connection)
            shares = " | ".join(f"{share:.0%}" for share in (inside, earlier, later, endless))
            rows.append(f"| {name} | {judged:,} | {count} | {shares} | {width:.0f} | {off:.0f} |")
    sys.stdout.write("\n".join(rows) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
