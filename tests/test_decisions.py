"""The worked examples of docs/decisions.md, executed: through record files, a load and the snapshot it publishes."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests import reference
from tests.clocks.worked import Example, examples, facts, needs_a_load_of_its_own, records_of
from tests.records import Records, Table, loaded, write

DECISIONS = Path(__file__).parent.parent / "docs" / "decisions.md"
EXAMPLES = list(examples(DECISIONS))
# computed by the questions, not by the snapshot: golden cases show these
WITHOUT_EXAMPLE = {
    "37. Durations are never averaged",
    "39. An open case goes with its account, everything else stays with who holds it",
    "40. A TAM's load is a sum of points that anybody can check",
    "41. A TAM without a known capacity has a load and no share",
    "42. The last contact with an account is an answer in a case or an acknowledged escalation",
    "43. A premium day without a TAM is a gap, and the day of a handover is the new TAM's",
    "44. A week of a TAM's hours begins today",
    "45. Moving an account moves its open cases",
    "46. A request to a mailbox provider is timed in the hours of the TAM who had the account",
    "47. A form sent before best practices were met is flagged and stays in every figure",
    "48. Tier 2 is counted, but in no outcome and no time",
    "49. What still waits stands beside a median, not in it",
    "50. Who acts on an open request is the TAM the account has now",
    "51. A name means a contact route only if exactly one is meant",
    "52. A stage is a day of the plan, reached when more than 90 % of its volume was delivered",
    "53. A migration is judged up to the last day of which there is traffic",
    "54. Behind a plan that has run out, each day is one more",
    "55. Ten days without a new stage are a stall, and a stalled migration has no date",
    "56. Health is the worst of three rates over seven days, at thresholds with a source",
    "57. A day without a record of traffic is not known, and not a day without traffic",
    "58. A projection is a pace with a range, and says nothing where it knows nothing",
    "59. What blocks a migration is what is open on its account and inside the terms",
    "60. A day with more delivered than sent is rejected",
    "61. A month has the cases opened in it, as they are judged by now",
    "62. A month that is not over is compared with nothing",
    "63. The usual range comes from the twelve months before",
    "64. A change of attainment is mix and rates, and nothing besides",
    "65. Load and migrations of a past month are worked out from what has a date",
    "66. What a filter cannot narrow is left out of a month, not counted as none",
    "67. A TAM sees the accounts they have now, and of others what was theirs on its day",
    "68. An executive sees figures of all rows, and no words and no list of cases",
}


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Table]]:
    """The snapshot's tables for each example; examples judged as of the same instant share a load."""
    together: dict[object, list[Example]] = defaultdict(list)
    for example in EXAMPLES:
        as_of = records_of(example)[1]
        together[as_of, example.name if needs_a_load_of_its_own(example) else None].append(example)
    found = {}
    for (as_of, _), group in together.items():
        records: Records = defaultdict(list)
        for example in group:
            for record_type, rows in records_of(example)[0].items():
                records[record_type] += rows
        folder = tmp_path_factory.mktemp("decisions")
        tables = loaded(write(records, folder / "records"), folder / "warehouse", as_of)
        found |= {example.name: tables for example in group}
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.heading} {example.name}")
def test_the_snapshot_says_what_the_decision_says(example: Example, snapshots: dict[str, dict[str, Table]]) -> None:
    assert example.facts == facts(example, snapshots[example.name])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.heading} {example.name}")
def test_the_second_implementation_says_so_too(example: Example) -> None:
    assert example.facts == facts(example, reference.derive(*records_of(example)))


def test_every_decision_has_its_number_its_parts_and_an_example() -> None:
    text = DECISIONS.read_text(encoding="utf-8")
    decisions = re.split(r"^### ", text, flags=re.M)[1:]
    assert [f"{number}." for number in range(1, len(decisions) + 1)] == [text.split()[0] for text in decisions]
    assert text.count("```worked") == len(EXAMPLES)
    for decision in decisions:
        heading = decision.splitlines()[0]
        for part in ("**Ours.**", "**Others.**", "**Against ours.**"):
            assert decision.count(part) == 1, f"{heading}: {part}"
        assert ("```worked" in decision) != (heading in WITHOUT_EXAMPLE), heading
