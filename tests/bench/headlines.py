"""The five headline questions of Response times against the same in plain pandas.

pandas gets the columns it needs of a snapshot's metrics (case_metrics, response_metrics) as Parquet files: from file to
answer is end to end, as it is for us from the snapshot. Times with the frames in memory are told apart.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pandas as pd

from data import snapshots
from queries import runner
from tests.bench.asking import ROWS, parameters
from tests.bench.loading import warehouse
from tests.bench.measuring import Ratio, seconds

DAY = pd.Timedelta(days=1)
Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Period:
    """What is asked about, in instants; `before` begins the period before, `year` the 12 months of the mean."""

    before: pd.Timestamp
    since: pd.Timestamp
    until: pd.Timestamp
    as_of: pd.Timestamp
    year: pd.Timestamp
    zone: str


def within(rows: pd.DataFrame, since: pd.Timestamp, until: pd.Timestamp) -> pd.DataFrame:
    """Rows of the cases opened in a period."""
    return rows[(rows["opened_at"] >= since) & (rows["opened_at"] < until)]


def first_response(frames: Frames, period: Period) -> list[float]:
    """Attainment, median and 90th percentile, of the period and the one before."""
    found = []
    for since, until in ((period.since, period.until), (period.before, period.since)):
        rows = within(frames["case_metrics"], since, until)
        verdicts = rows["first_response_verdict"].value_counts()
        judged = verdicts.get("met", 0) + verdicts.get("breached", 0)
        found += [verdicts.get("met", 0) / judged, *rows["first_response_business_seconds"].quantile([0.5, 0.9])]
    return [float(value) for value in found]


def next_response(frames: Frames, period: Period) -> list[float]:
    """Attainment of customers' messages, of the period and the one before."""
    rows = frames["response_metrics"].merge(frames["case_metrics"][["case_id", "opened_at"]], on="case_id")
    found = []
    for since, until in ((period.since, period.until), (period.before, period.since)):
        verdicts = within(rows, since, until)["verdict"].value_counts()
        found.append(float(verdicts.get("met", 0) / (verdicts.get("met", 0) + verdicts.get("breached", 0))))
    return found


def resolution(frames: Frames, period: Period) -> list[float]:
    """The Kaplan-Meier median of the period, open cases censored."""
    rows = within(frames["case_metrics"], period.since, period.until).merge(
        frames["case_stages"], on="case_id", how="left"
    )
    is_resolved = rows["resolved_at"].notna()
    so_far = (rows["waiting_for_first_response"] + rows["working"]).fillna(0)
    lives = pd.DataFrame(
        {"seconds": rows["resolution_business_seconds"].where(is_resolved, so_far), "ended": is_resolved}
    )
    counts = lives.groupby("seconds")["ended"].agg(["sum", "size"]).sort_index()
    at_risk = counts["size"][::-1].cumsum()[::-1]
    survival = (1 - counts["sum"] / at_risk).cumprod()
    return [float(survival[survival <= 0.5 + 1e-9].index[0])]


def weeks(frames: Frames, period: Period) -> list[float]:
    """Weekly attainment, and the mean of the 12 months that end with the records."""
    rows = frames["case_metrics"]
    judged = rows[rows["first_response_verdict"].isin(["met", "breached"])]
    judged = judged.assign(met=judged["first_response_verdict"] == "met")
    chosen = within(judged, period.since, period.until)
    days = chosen["opened_at"].dt.tz_convert(period.zone).dt.tz_localize(None).dt.normalize()
    by_week = chosen.groupby(days - pd.to_timedelta(days.dt.weekday, unit="D"))["met"].mean()
    return [*map(float, by_week), float(within(judged, period.year, period.until)["met"].mean())]


def breached(frames: Frames, period: Period) -> list[str]:
    """The breached cases that are furthest past their due time, with names."""
    rows = within(frames["case_metrics"], period.since, period.until)
    rows = rows[rows["first_response_verdict"] == "breached"]
    ends = rows["first_response_at"].fillna(rows["resolved_at"]).fillna(period.as_of)
    late = (ends - rows["first_response_due_at"]).dt.floor("s")
    order = ["late", "first_response_business_seconds", "opened_at", "case_id"]
    rows = rows.assign(late=late).sort_values(order, ascending=[False, False, False, True]).head(ROWS)
    rows = rows.merge(frames["cases"][["case_id", "subject"]], on="case_id")
    rows = rows.merge(frames["accounts"][["account_id", "name"]], on="account_id", how="left")
    return rows.merge(frames["people"], left_on="agent_id", right_on="person_id", how="left")["case_id"].to_list()


def _of(frame: pd.DataFrame, *columns: str) -> list[float]:
    return [float(value) for row in frame[list(columns)].to_numpy().tolist() for value in row]


@dataclass(frozen=True, slots=True)
class Headline:
    """One question: in pandas over these columns of these tables, and ours with what of its answer is the same."""

    name: str
    plain: Callable[[Frames, Period], Sequence[float | str]]
    columns: Mapping[str, Sequence[str]]
    question: str
    same: Callable[[pd.DataFrame], Sequence[float | str]]
    params: Mapping[str, runner.Param] = field(default_factory=dict)


FIRST = ("opened_at", "first_response_verdict", "first_response_business_seconds")
LATE = ("case_id", "account_id", "agent_id", "first_response_at", "first_response_due_at", "resolved_at")
HEADLINES = (
    Headline(
        "first response, both periods",
        first_response,
        {"case_metrics": FIRST},
        "clock_totals",
        lambda rows: _of(rows, "attainment", "median_business_seconds", "p90_business_seconds"),
        {"clocks": ["first_response"]},
    ),
    Headline(
        "next response, both periods",
        next_response,
        {"case_metrics": ("case_id", "opened_at"), "response_metrics": ("case_id", "verdict")},
        "clock_totals",
        lambda rows: _of(rows, "attainment"),
        {"clocks": ["next_response"]},
    ),
    Headline(
        "median resolution, open cases included",
        resolution,
        {
            "case_metrics": ("case_id", "opened_at", "resolved_at", "resolution_business_seconds"),
            "case_stages": ("case_id", "waiting_for_first_response", "working"),
        },
        "resolution_totals",
        lambda rows: _of(rows.head(1), "estimated_median_business_seconds"),
    ),
    Headline(
        "attainment by week, and its mean",
        weeks,
        {"case_metrics": FIRST[:2]},
        "clock_weekly",
        lambda rows: [*_of(rows, "attainment"), float(rows["mean_attainment"].iloc[0])],
    ),
    Headline(
        "the breached cases, the latest first",
        breached,
        {
            "case_metrics": (*FIRST, *LATE),
            "cases": ("case_id", "subject"),
            "accounts": ("account_id", "name"),
            "people": ("person_id", "name"),
        },
        "response_cases",
        lambda rows: rows["case_id"].to_list(),
        {"verdicts": ["breached"]},
    ),
)


def against_pandas(folder: Path, cases: int, rounds: int) -> list[Ratio]:
    """Per question how many times as fast ours is. AssertionError if the two do not say the same."""
    path = snapshots.current(warehouse(folder, cases))
    files = folder / f"frames-{cases}"
    connection = snapshots.open_snapshot(path)
    _write(connection, files)
    period = _period(connection)
    return [ratio for headline in HEADLINES for ratio in _compare(headline, connection, path, files, period, rounds)]


def _compare(
    headline: Headline, connection: duckdb.DuckDBPyConnection, path: Path, files: Path, period: Period, rounds: int
) -> list[Ratio]:
    params = {**parameters(connection, headline.question), **headline.params}
    frames = _read(headline, files)
    answer = headline.same(runner.answer(connection, headline.question, params))
    pd.testing.assert_series_equal(pd.Series(answer), pd.Series(headline.plain(frames, period)), obj=headline.name)

    def from_file() -> None:
        with snapshots.open_snapshot(path) as opened:
            runner.answer(opened, headline.question, params)

    pairs = {
        "pandas, from Parquet": (from_file, lambda: headline.plain(_read(headline, files), period), 20),
        "pandas, frames in memory": (
            lambda: runner.answer(connection, headline.question, params),
            lambda: headline.plain(frames, period),
            None,
        ),
    }
    return [
        Ratio(headline.name, against, *_fastest(ours, plain, rounds), goal=goal, is_more_better=True)
        for against, (ours, plain, goal) in pairs.items()
    ]


def _fastest(ours: Callable[[], object], plain: Callable[[], object], rounds: int) -> tuple[float, float]:
    times = [(seconds(ours), seconds(plain)) for _ in range(rounds)]
    return min(first for first, _ in times), min(second for _, second in times)


def _write(connection: duckdb.DuckDBPyConnection, files: Path) -> None:
    files.mkdir(exist_ok=True)
    for name in sorted({table for headline in HEADLINES for table in headline.columns}):
        if not (files / f"{name}.parquet").exists():
            connection.execute(f"copy {name} to '{files}/{name}.parquet'")


def _read(headline: Headline, files: Path) -> Frames:
    return {
        name: pd.read_parquet(files / f"{name}.parquet", columns=list(dict.fromkeys(columns)))
        for name, columns in headline.columns.items()
    }


def _period(connection: duckdb.DuckDBPyConnection) -> Period:
    asked = parameters(connection, "clock_weekly")
    ((zone, as_of),) = connection.execute(
        "select reporting_time_zone, strftime(as_of, '%Y-%m-%d %H:%M:%S') from snapshot"
    ).fetchall()
    since, until = pd.Timestamp(asked["since"]), pd.Timestamp(asked["until"])
    year = until - DAY - pd.DateOffset(months=12) + DAY
    days = (one.tz_localize(zone) for one in (since - (until - since), since, until, year))
    before, since, until, year = days
    return Period(before, since, until, pd.Timestamp(as_of, tz="UTC"), year, zone)
