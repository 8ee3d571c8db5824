"""Say where two sets of derived tables differ, shortly enough to be read in a failing test."""

from tests.records import DERIVED, Table


def differences(expected: dict[str, Table], actual: dict[str, Table], at_most: int = 8) -> list[str]:
    """One line per difference: the row, the column, what was expected and what is there."""
    found = []
    for name, key in DERIVED.items():
        left = {tuple(row[column] for column in key): row for row in expected[name]}
        right = {tuple(row[column] for column in key): row for row in actual[name]}
        if (len(expected[name]), len(actual[name])) != (len(left), len(right)):
            found.append(f"{name}: two rows of one key")
        found += [f"{name} {row}: missing" for row in left.keys() - right.keys()]
        found += [f"{name} {row}: not expected" for row in right.keys() - left.keys()]
        for row in left.keys() & right.keys():
            found += [
                f"{name} {row} {column}: {left[row].get(column, 'no such column')!r} expected, "
                f"{right[row].get(column, 'no such column')!r} found"
                for column in left[row] | right[row]
                if left[row].get(column, "no such column") != right[row].get(column, "no such column")
            ]
    return sorted(found)[:at_most]
