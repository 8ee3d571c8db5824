"""The business clock against plain subtraction, and against the libraries that people use for it in Python."""

from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import businesstimedelta
import duckdb
import pytz
from business_duration import businessDuration

from data.derive import MODEL
from data.tables import create_record_tables
from tests.bench.measuring import Ratio, in_turns, seconds

ZONES = ("America/New_York", "America/Los_Angeles", "Europe/London", "Europe/Paris")
FIRST, LAST = "2025-05-01T00:00:00Z", "2026-10-31T20:00:00Z"
DAY = "2024-01-01"
SAMPLED = 2_000

_FLOOR = "select sum(epoch(ended_at) - epoch(started_at)) from pairs"


def _clock_of(row: str, instant: str) -> str:
    columns = ["seconds_before", "opens_1", "closes_1", "opens_2", "closes_2", "opens_3", "closes_3", "more"]
    return f"business_clock({', '.join(f'{row}.{column}' for column in columns)}, second_of_day({instant}))"


_OURS = f"""
select sum({_clock_of("ends", "ended_at")} - ({_clock_of("starts", "started_at")}))
from pairs
left join calendar_days as starts on day_key(pairs.key_base, pairs.started_at) = starts.day_key
left join calendar_days as ends on day_key(pairs.key_base, pairs.ended_at) = ends.day_key
"""


def business_seconds(pairs: int, rounds: int) -> list[Ratio]:
    """Ratios for `pairs` (start, end) pairs over four calendars, up to 11 days apart."""
    with duckdb.connect() as connection:
        _calendars(connection)
        connection.execute(
            "create table pairs as with raw as ("
            "select i, (select list(calendar_id order by calendar_id) from calendars)[1 + i % 4] as calendar_id,"
            " $first::timestamptz + to_seconds((i * 104729) % 47000000) as started_at from range($pairs) as rows(i))"
            " select calendar_id, key_base, started_at, started_at + to_seconds((i * 7919) % 1000000) as ended_at"
            " from raw inner join calendar_keys using (calendar_id)",
            {"pairs": pairs, "first": FIRST},
        )
        ours, floor = in_turns(
            lambda: connection.execute(_OURS).fetchall(), lambda: connection.execute(_FLOOR).fetchall(), rounds
        )
        results = [Ratio(f"business seconds of {pairs:,} pairs", "plain subtraction", ours, floor, goal=3, limit=4)]
        sample = (
            connection.execute(
                f"select time_zone, started_at, ended_at, {_clock_of('ends', 'ended_at')}"
                f" - ({_clock_of('starts', 'started_at')}) from (select * from pairs using sample {SAMPLED}) as pairs"
                " inner join calendars using (calendar_id)"
                " left join calendar_days as starts on day_key(pairs.key_base, pairs.started_at) = starts.day_key"
                " left join calendar_days as ends on day_key(pairs.key_base, pairs.ended_at) = ends.day_key"
            )
            .to_arrow_table()
            .to_pylist()
        )
    rows = [tuple(row.values()) for row in sample]
    for name, library in (("business-duration", _by_business_duration), ("businesstimedelta", _by_businesstimedelta)):
        taken = seconds(lambda library=library: [library(*row[:3]) for row in rows])  # type: ignore[misc]
        wrong = sum(library(*row[:3]) != row[3] for row in rows[:200])
        results.append(
            Ratio(
                f"rows per second ({wrong} of 200 answers of {name} differ)",
                name,
                ours / pairs,
                taken / len(rows),
                limit=300,
                is_more_better=True,
            )
        )
    return results


def _calendars(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("set global TimeZone = 'UTC'")
    create_record_tables(connection)
    for zone in ZONES:
        connection.execute("insert into calendars values ($zone, $zone, $zone)", {"zone": zone})
        connection.execute(
            "insert into business_hours select $zone, date '2024-01-01', unnest(['mon', 'tue', 'wed', 'thu', 'fri']),"
            " time '09:00', time '17:00'",
            {"zone": zone},
        )
        connection.execute(
            "insert into accounts values ($zone, $zone, null, $zone, $day, null)", {"zone": zone, "day": DAY}
        )
        connection.execute(
            "insert into cases values ($zone, $zone, 'email', $first, null, null, 'normal', null)",
            {"zone": zone, "first": FIRST},
        )
    connection.execute("insert into snapshot values ($last, $last, 'UTC', '1')", {"last": LAST})
    for name in ("00_macros.sql", "10_calendars.sql"):
        connection.execute(Path(MODEL / name).read_text(encoding="utf-8"))


def _by_business_duration(zone: str, started_at: datetime, ended_at: datetime) -> int:
    start, end = (at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for at in (started_at, ended_at))
    found = businessDuration(startdate=start, enddate=end, starttime=time(9), endtime=time(17), unit="sec")
    return int(found) if found == found else 0  # NaN when both ends lie outside the hours


# This library wants the older zone objects; its rules are made once, as its users would.
_RULES = {
    zone: businesstimedelta.Rules(
        [
            businesstimedelta.WorkDayRule(
                start_time=time(9), end_time=time(17), working_days=[0, 1, 2, 3, 4], tz=pytz.timezone(zone)
            )
        ]
    )
    for zone in ZONES
}


def _by_businesstimedelta(zone: str, started_at: datetime, ended_at: datetime) -> int:
    found = _RULES[zone].difference(started_at, ended_at)
    return int(found.hours * 3600 + found.seconds)
