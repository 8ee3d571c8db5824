"""A lake: snapshots in a DuckLake, for more than one machine; the catalogue is in PostgreSQL, the data are files.

A snapshot is a schema of the lake, named as a file of the other kind of warehouse would be, and never changed. The
schema `main` has a view per table of the snapshot that is current, and `current_snapshot`, which names it: so another
client of the lake that knows nothing of this project reads the right rows. Loading and going back are one transaction.

    address     what `ducklake:postgres:...` says, and what may be shown of it
    extensions  DuckDB's extensions, from their packages and never from a network
    connecting  a connection that has the lake attached, and its errors as sentences
    reading     which snapshots there are, and reading one
    writing     publishing and going back, one writer at a time
    loading     a load: as into a folder, then published here
"""
