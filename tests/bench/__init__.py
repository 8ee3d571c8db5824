"""Benchmarks: ratios of times taken in one run on one machine. Run with `make bench`; nothing here is a test."""
