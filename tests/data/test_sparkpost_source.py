"""The bundled source for SparkPost (Bird): small answers of its metrics made by hand, and the traffic they become."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from data import sources
from data.errors import RecordsError
from data.load import NotGoodEnoughError, load
from tests.data.tiny import publish_tiny, tables

# Of 1,000 messages, 40 were refused at once and 10 of those taken bounced later.
DAY = {
    "count_sent": 1000,
    "count_delivered": 960,
    "count_accepted": 950,
    "count_bounce": 50,
    "count_inband_bounce": 40,
    "count_outofband_bounce": 10,
    "count_delayed": 90,
    "count_delayed_first": 30,
    "count_spam_complaint": 2,
    "ts": "2026-02-03T00:00:00-05:00",
}


def answer(path: Path, *results: dict[str, Any]) -> None:
    """Write one answer of the platform."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"results": results}), encoding="utf-8")


def made(raw: Path) -> list[tuple[Any, ...]]:
    """The rows the source makes of an export, as text."""
    with duckdb.connect() as connection:
        sources.stage(connection, sources.find("sparkpost"), raw, "email_traffic", "made")
        return connection.execute("select columns(*)::varchar from made").fetchall()


def test_days_and_mailbox_providers_become_traffic_on_top_of_what_is_there(tmp_path: Path) -> None:
    publish_tiny(tmp_path)
    raw = tmp_path / "raw"
    answer(raw / "acme" / "time-series-2026.json", DAY, DAY | {"ts": "2026-02-04T00:00:00Z"})
    answer(
        raw / "acme" / "mailbox-provider" / "2026-02-03.json",
        {"mailbox_provider": "Gmail", "count_sent": 600, "count_accepted": 590},
    )
    answer(raw / "brick" / "time-series.json", DAY | {"count_spam_complaint": None})
    answer(raw / "brick" / "by-ip.json", {"sending_ip": "one", "count_sent": 5})  # is not read

    load(raw, tmp_path / "warehouse", source="sparkpost", merge=True)

    rows = tables(tmp_path / "warehouse")["email_traffic"]
    assert [tuple(row.values()) for row in rows if row["date"] > "2026-02-02"] == [
        ("acme", "2026-02-03", "premium", "Gmail", 600, 590, None, None, None),
        ("acme", "2026-02-03", "premium", None, 1000, 950, 50, 30, 2),
        ("acme", "2026-02-04", "premium", None, 1000, 950, 50, 30, 2),
        ("brick", "2026-02-03", "premium", None, 1000, 950, 50, 30, None),
    ]


def test_figures_that_contradict_each_other_are_rejected_in_their_own_words(tmp_path: Path) -> None:
    publish_tiny(tmp_path)
    days = [
        DAY | {"count_accepted": 951},
        DAY | {"count_sent": 1001, "ts": "2026-02-04T00:00:00-05:00"},
        DAY | {"count_bounce": 40, "ts": "2026-02-05T00:00:00-05:00"},
        DAY | {"ts": "2026-02-06T01:00:00-05:00"},  # an hour is no day
    ]
    answer(tmp_path / "raw" / "acme" / "time-series.json", *days)
    answer(tmp_path / "raw" / "nobody" / "time-series.json", DAY)

    with pytest.raises(NotGoodEnoughError):
        load(tmp_path / "raw", tmp_path / "warehouse", source="sparkpost", merge=True)
    load(tmp_path / "raw", tmp_path / "warehouse", source="sparkpost", merge=True, max_rejects=1)

    rejects = tables(tmp_path / "warehouse", "rejects")["rejects"]
    assert [(row["column_name"], row["value"]) for row in rejects] == [
        ("delivered", "951 accepted, but 960 delivered less 10 bounced later"),
        ("sent", "1001 sent, but 960 delivered and 40 refused"),
        ("bounced", "40 bounced, but 40 refused and 10 bounced later"),
        ("date", "2026-02-06T01:00:00-05:00"),
        ("account_id", "nobody"),
    ]


def test_a_metric_that_was_not_asked_for_is_unknown_and_no_contradiction(tmp_path: Path) -> None:
    answer(tmp_path / "a" / "time-series.json", {"ts": "2026-02-03T00:00:00+0100", "count_sent": 7})

    assert made(tmp_path) == [("a", "2026-02-03", "premium", None, "7", None, None, None, None)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a/time-series.json", "oops", "a/time-series.json is not JSON"),
        ("a/time-series.json", '{"errors": [{"message": "Forbidden"}]}', "a/time-series.json holds no list of results"),
        ("a/other.json", '{"results": []}', "the raw export has no <account_id>/time-series.json"),
    ],
)
def test_an_export_that_is_none_is_refused_with_a_sentence(name: str, content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / name).write_text(content, encoding="utf-8")

    with pytest.raises(RecordsError, match=said):
        made(tmp_path)
