"""Sources: how the raw export of another system becomes records (docs/sources.md)."""

from data.sources.run import bundled, find, record_types, stage

__all__ = ["bundled", "find", "record_types", "stage"]
