"""The tables of a snapshot that hold what was read: the record types, `rejects`, `loads` and `snapshot`."""

from typing import Final

import duckdb

from data.contract import RECORD_TYPES

REPORT_TABLES: Final = ("rejects", "loads", "snapshot")

_REPORT_SQL = """
create table rejects (
    file varchar, record_type varchar, record_number bigint, record_key varchar,
    column_name varchar, value varchar, reason varchar
);
create table loads (
    record_type varchar, file varchar,
    read bigint, admitted bigint, duplicates bigint, rejected bigint, encoding varchar
);
create table snapshot (
    as_of timestamptz, loaded_at timestamptz, reporting_time_zone varchar, contract_version varchar
);
"""


def create_record_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create all record tables, empty, with the contract's columns and types, and the three that report on a load."""
    for record_type in RECORD_TYPES.values():
        columns = ", ".join(f'"{column.name}" {column.kind.sql_type}' for column in record_type.columns)
        connection.execute(f"create table {record_type.name} ({columns})")
    create_report_tables(connection)


def create_report_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the three tables that report on a load, empty."""
    connection.execute(_REPORT_SQL)
