"""The worked examples of docs/decisions.md, executed: through record files, a load and the snapshot it publishes."""

import re
from pathlib import Path

import pytest

from tests import reference
from tests.clocks.worked import Example, examples, facts, records_of
from tests.records import loaded, write

DECISIONS = Path(__file__).parent.parent / "docs" / "decisions.md"
EXAMPLES = list(examples(DECISIONS))
WITHOUT_EXAMPLE = {"37. Durations are never averaged"}  # computed by the questions, not by the snapshot


def zone_of(example: Example) -> str:
    return example.setup[0].removeprefix("Time zone: ")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.heading)
def test_the_snapshot_says_what_the_decision_says(example: Example, tmp_path: Path) -> None:
    records, as_of = records_of(example)
    tables = loaded(write(records, tmp_path / "records"), tmp_path / "warehouse", as_of)
    assert example.facts == facts(example, tables, zone_of(example))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.heading)
def test_the_second_implementation_says_so_too(example: Example) -> None:
    assert example.facts == facts(example, reference.derive(*records_of(example)), zone_of(example))


def test_every_decision_has_its_number_its_parts_and_an_example() -> None:
    decisions = re.split(r"^### ", DECISIONS.read_text(encoding="utf-8"), flags=re.M)[1:]
    assert [f"{number}." for number in range(1, len(decisions) + 1)] == [text.split()[0] for text in decisions]
    for text in decisions:
        heading = text.splitlines()[0]
        for part in ("**Ours.**", "**Others.**", "**Against ours.**"):
            assert text.count(part) == 1, f"{heading}: {part}"
        assert ("```worked" in text) != (heading in WITHOUT_EXAMPLE), heading
