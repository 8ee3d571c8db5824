"""Values for the parameters of any question, for tests and benchmarks that ask them all."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

# For each parameter a value under which its questions have rows; lists are empty, which is everything.
VALUES: Final[Mapping[str, Any]] = {
    "since": date(2025, 1, 1),
    "until": date(2027, 1, 1),
    "day": date(2026, 9, 1),
    "month": date(2026, 9, 1),
    "start": date(2026, 9, 1),
    "changed_since": date(2026, 1, 1),
    "clock": "first_response",
    "denominator": "opened",
    "by": "account",
    "dimension": "account",
    "group": "opened",
    "group_by": "all",
    "group_code": "all",
    "hour_of": "opened",
    "measure": "business",
    "pick": "all",
    "schedule": "x",
    "share_of": "reopened",
    "stage": None,
    "step": "month",
    "trait": "any",
    "zone": "reporting",
    "words": "a",
    "ips": 1,
    "target": 1000,
    "is_missing": False,
    "with_before": True,
    "skip_weekends": False,
    "row_limit": None,
    "weekday": None,
    "hour": None,
    "at_least": None,
    "below": None,
    "email": "",
}
OWN_VALUES: Final[Mapping[str, dict[str, Any]]] = {
    "tam_hours": {"zone": "Europe/Paris"},
    "mediation_figures": {"by": "provider"},
    "account_escalations": {"clock": "escalation_resolution"},
}
# Which kind of id a parameter takes, by the column that holds them.
KINDS: Final[dict[str, str]] = {
    "tam": "person_id",
    "to_tam": "person_id",
    "tams": "person_id",
    "agents": "person_id",
    "owners": "person_id",
    "account": "account_id",
    "accounts": "account_id",
    "case_ids": "case_id",
}
