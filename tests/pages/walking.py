"""Open a page over a snapshot, press what lists, and compare the list and its CSV with the number pressed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.navigation.page import calc_hash
from streamlit.testing.v1 import AppTest

from data import snapshots
from pages.components import warehouse
from pages.components.tables import ROW_LIMIT
from queries import runner, spreadsheet

SHELL = Path(__file__).parent.parent.parent / "pages" / "shell.py"


@dataclass
class Walk:
    """A page that is walked, and what each list of its last run would export: the parameters by question, in order."""

    app: AppTest
    snapshot: Path
    exports: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    def run(self) -> "Walk":
        """Run the page again."""
        self.exports.clear()
        self.app.run()
        assert not self.app.exception
        return self

    def press(self, card: str) -> None:
        """Press the button of a card."""
        self.app.button(key=f"card-{card}").click()
        self.run()

    def choose(self, key: str, value: Any) -> None:
        """Choose in a select box."""
        self.app.selectbox(key=key).set_value(value)
        self.run()

    def cards(self) -> dict[str, str]:
        """The cards by name, with plain spaces."""
        return {one.label: one.value.replace("\N{NO-BREAK SPACE}", " ") for one in self.app.metric}

    def numbers(self) -> dict[str, int]:
        """The cards that are counts, by name."""
        plain = {name: value.replace(",", "") for name, value in self.cards().items()}
        return {name: int(value) for name, value in plain.items() if value.isdigit()}

    def shown(self, question: str, place: int = 0) -> pd.DataFrame:
        """What the list of a question shows; `place` tells lists of the same question apart."""
        returns = list(runner.read(question).returns)
        found = [one.value for one in self.app.dataframe if list(one.value.columns)[: len(returns)] == returns]
        return found[place]

    def exported(self, question: str, place: int = 0) -> int:
        """How many rows the CSV of a list holds."""
        with snapshots.open_snapshot(self.snapshot) as connection:
            rows = runner.answer(connection, question, self.exports[question][place])
        assert len(spreadsheet.to_csv(rows).splitlines()) == len(rows) + 1
        return len(rows)

    def lists(self, question: str, number: int, place: int = 0) -> bool:
        """Whether a list and its CSV hold `number` rows; the screen stops at ROW_LIMIT, and none is a sentence."""
        if number == 0:
            return question not in self.exports and bool(self.app.info)
        return (len(self.shown(question, place)), self.exported(question, place)) == (min(number, ROW_LIMIT), number)


def open_page(address: str, snapshot: Path, monkeypatch: pytest.MonkeyPatch, **query_params: str | list[str]) -> Walk:
    """The page at an address, over a snapshot that is current in its warehouse."""
    monkeypatch.setenv("WAREHOUSE", str(snapshot.parent))
    walk = Walk(AppTest.from_file(SHELL, default_timeout=60), snapshot)
    walk.app._page_hash = calc_hash(address)  # a page that is a function has no path to switch to

    def recorded(_snapshot: Path, name: str, params: Mapping[str, Any], *_seen: Any) -> Any:
        walk.exports.setdefault(name, []).append(dict(params))
        return lambda: b""

    monkeypatch.setattr(warehouse, "csv_of", recorded)
    for name, value in query_params.items():
        walk.app.query_params[name] = value
    return walk.run()
