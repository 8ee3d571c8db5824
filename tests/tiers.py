"""Two tiers: `make test` shows each behaviour once, within minutes; `make test-thorough` adds the variants."""

import os
from collections.abc import Sequence
from typing import Any

import pytest

THOROUGH = "THOROUGH" in os.environ


def examples(most: int) -> int:
    """How many examples a property is tried on."""
    return most if THOROUGH else max(2, most // 3)


def one_of(variants: Sequence[Any]) -> list[Any]:
    """Parameters of which the first is always tested and the others are for the thorough tier."""
    first, *others = variants
    return [first, *thoroughly(others)]


def thoroughly(variants: Sequence[Any]) -> list[Any]:
    """Parameters that are for the thorough tier."""
    return [
        pytest.param(*(variant if isinstance(variant, tuple) else (variant,)), marks=pytest.mark.thorough)
        for variant in variants
    ]
