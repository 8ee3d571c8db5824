"""Open a page over the sample, press what lists, and compare the list and its CSV with the number pressed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import snapshots
from pages.components import warehouse
from pages.components.tables import ROW_LIMIT
from queries import runner, spreadsheet

SHELL = Path(__file__).parent.parent.parent / "pages" / "shell.py"


@dataclass
class Walk:
    """A page that is walked, and what each of its lists would export, by question."""

    app: AppTest
    exports: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    snapshot: Path = Path()

    def metrics(self) -> dict[str, str]:
        """The cards by name, with plain spaces."""
        return {one.label: one.value.replace("\N{NO-BREAK SPACE}", " ") for one in self.app.metric}

    def press(self, card: str) -> None:
        """Press the button of a card."""
        self.app.button(key=f"card-{card}").click().run()
        assert not self.app.exception

    def counts(self, question: str) -> tuple[int, int]:
        """How many rows the list of a question shows, and how many its CSV holds."""
        returns = list(runner.read(question).returns)
        (shown,) = [
            frame.value for frame in self.app.dataframe if list(frame.value.columns)[: len(returns)] == returns
        ] or [[]]
        with snapshots.open_snapshot(self.snapshot) as connection:
            rows = runner.answer(connection, question, self.exports[question])
        assert len(spreadsheet.to_csv(rows).splitlines()) == len(rows) + 1
        return len(shown), len(rows)

    def lists(self, question: str, number: int) -> bool:
        """Whether the list and its CSV hold `number` rows; the screen stops at ROW_LIMIT."""
        return number == 0 or self.counts(question) == (min(number, ROW_LIMIT), number)


def open_page(
    address: str, snapshot: Path, monkeypatch: pytest.MonkeyPatch, **query_params: str | list[str]
) -> Walk:
    """The page at an address, over a snapshot that is current in its warehouse."""
    monkeypatch.setenv("WAREHOUSE", str(snapshot.parent))
    walk = Walk(AppTest.from_file(SHELL, default_timeout=60), snapshot=snapshot)

    def recorded(_snapshot: Path, name: str, params: Mapping[str, Any]) -> Any:
        walk.exports[name] = dict(params)
        return lambda: b""

    monkeypatch.setattr(warehouse, "csv_of", recorded)
    for name, value in query_params.items():
        walk.app.query_params[name] = value
    walk.app.run()
    walk.app.switch_page(address) if False else None
    return walk
