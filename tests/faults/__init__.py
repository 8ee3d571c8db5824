"""Faults on purpose, repeated by hand: `python -m tests.faults.kill`, `.fuzz`, `.viewers`; each stops by itself."""
