"""What a TAM must never meet in a snapshot, worked out from the records in Python: not by the SQL that limits rows."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from data import snapshots

# Key, account, the second it happened (a migration: noon UTC of its first day), the TAM it names, and its words.
ITEMS = {
    "case_id": "select case_id, account_id, epoch(opened_at), null, subject from cases",
    "escalation_id": "select escalation_id, account_id, epoch(raised_at), tam_id, subject from escalations",
    "mediation_id": "select mediation_id, account_id, epoch(opened_at), null, null from mediations",
    "migration_id": "select migration_id, account_id, epoch(started_on) + 43200, tam_id, null from migrations",
}
KINDS = (*ITEMS, "account_id", "person_id")


@dataclass(frozen=True)
class Foreign:
    """Ids and words of others, and by kind the ids that are the TAM's own."""

    ids: frozenset[str]
    words: frozenset[str]
    own: dict[str, frozenset[str]]
    others: dict[str, list[str]]

    def found_in(self, text: str) -> set[str]:
        """Which of them stand in a text."""
        return (self.ids & set(re.findall(r"[A-Za-z0-9-]+", text))) | {word for word in self.words if word in text}


def to(snapshot: Path, person_id: str) -> Foreign:
    """Everything in the snapshot that is not for this TAM."""
    with snapshots.open_snapshot(snapshot) as connection:
        rows = {
            name: connection.execute(sql).fetchall()
            for name, sql in {
                "accounts": "select account_id, accounts.name, time_zone from accounts, calendars "
                "where accounts.calendar_id = calendars.calendar_id",
                "people": "select person_id, name, email from people",
                "tams": "select account_id, tam_id from tam_assignments",
                "hands": "select case_id, unnest([actor_id, if(kind = 'assigned', value, null)]) from case_events "
                "union select case_id, agent_id from cases union select case_id, approved_by from exemptions",
                "as_of": "select epoch(as_of) from snapshot",
                **ITEMS,
            }.items()
        }
        held = connection.execute(
            "select account_id, assigned_from, assigned_until from tam_assignments where tam_id = $1", [person_id]
        ).fetchall()
    zones = {account: ZoneInfo(zone) for account, _, zone in rows["accounts"]}

    def is_held(account: str, second: float) -> bool:
        day = datetime.fromtimestamp(second, UTC).astimezone(zones[account]).date()
        return any(account == a and since <= day < (until or date.max) for a, since, until in held)

    ((as_of,),) = rows["as_of"]
    now = {account for account in zones if is_held(account, as_of)}
    own: dict[str, frozenset[str]] = {}
    others: dict[str, list[str]] = {}
    for kind in ITEMS:
        mine = {
            key
            for key, account, second, named, _ in rows[kind]
            if account in now or (named == person_id if named else is_held(account, second))
        }
        own[kind] = frozenset(mine)
        others[kind] = sorted(key for key, *_ in rows[kind] if key not in mine)
    own["account_id"] = frozenset(
        {a for a, *_ in held} | {a for kind in ITEMS for k, a, *_ in rows[kind] if k in own[kind]}
    )
    others["account_id"] = sorted(set(zones) - own["account_id"])
    known = {person_id, *(tam for account, tam in rows["tams"] if account in own["account_id"])}
    known |= {person for case, person in rows["hands"] if case in own["case_id"] and person}
    others["person_id"] = sorted(person for person, *_ in rows["people"] if person not in known)
    mine = {words for kind in ITEMS for key, *_, words in rows[kind] if key in own[kind] and words}
    words = {words for kind in ITEMS for key, *_, words in rows[kind] if key not in own[kind] and words} - mine
    words = {word for word in words if not any(word in other for other in mine)}
    words |= {name for account, name, _ in rows["accounts"] if account in others["account_id"]}
    words |= {name for person, name, _ in rows["people"] if person in others["person_id"]}
    words |= {email for person, _, email in rows["people"] if person != person_id}
    return Foreign(frozenset(key for keys in others.values() for key in keys), frozenset(words), own, others)
