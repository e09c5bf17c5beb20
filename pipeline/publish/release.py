"""A release as a reader sees it: ``current`` resolved once, so that its tables belong together."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.publish.errors import NoReleaseError
from pipeline.publish.manifest import MANIFEST, Manifest, read_manifest
from pipeline.remote import is_remote
from pipeline.tables.registry import TABLES, VIEWS

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa
    import pyarrow.dataset as ds


def open_release(path: str | Path = "data/processed") -> Release:
    """The current release of an output folder (``s3://…`` too), or the release whose own folder ``path`` is.

    It stays readable for a day after another replaced it. Raises ``NoReleaseError``.
    """
    if isinstance(path, str) and is_remote(path):
        from pipeline.publish.remote_release import open_remote

        return open_remote(path)
    folder = Path(path)
    mend = "Publish one first: gongbao run RAW --out DIR"
    if not (folder / MANIFEST).is_file():
        try:
            folder = folder / os.readlink(folder / "current")
        except OSError:
            raise NoReleaseError("there is no release here", place=str(path), mend=mend) from None
    try:
        return Release(folder.resolve(strict=True))
    except (OSError, ValueError) as error:
        raise NoReleaseError(f"the release cannot be read ({error})", place=str(folder), mend=mend) from None


class Release:
    """One immutable release. ``path`` is its folder, ``manifest`` what it says of itself."""

    #: pyarrow's file system that ``files`` are in, None for that of this machine
    filesystem: Any = None

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest: Manifest = read_manifest(path)

    def __repr__(self) -> str:
        return f"Release({str(self.path)!r})"

    @property
    def id(self) -> str:
        """Its id, which is its folder's name."""
        return self.manifest.release_id

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of its tables."""
        return tuple(self.manifest.tables)

    @property
    def views(self) -> tuple[str, ...]:
        """The names of its views, which ``arrow``, ``pandas`` and ``query`` take as they take tables."""
        return tuple(VIEWS)

    def files(self, table: str) -> list[str]:
        """The Parquet files of a table, in the order of its rows. Raises ``NoReleaseError`` for a name it has not."""
        try:
            return [self._place(file.path) for file in self.manifest.tables[table]]
        except KeyError:
            known = ", ".join((*self.tables, *self.views))
            raise NoReleaseError(f"there is no table {table}", place=str(self.path), mend=f"It has {known}") from None

    def at_hand(self, files: Iterable[str], folder: Path) -> Path:
        """The folder of this machine that these of its files are below; they may be brought into ``folder``."""
        return self.path

    def _place(self, file: str) -> str:
        return str(self.path / file)

    def dataset(self, table: str) -> ds.Dataset:
        """A table as a pyarrow dataset, which Polars and DuckDB read too, as far as they need it."""
        return self._dataset(self.files(table))

    def arrow(self, table: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A table or view as Arrow, descriptions and units in its field metadata."""
        if table in VIEWS:
            chosen = ", ".join(f'"{c}"' for c in columns) if columns else "*"
            return self.query(f'SELECT {chosen} FROM "{table}"').to_arrow_table()
        return self._read(self.files(table), columns)

    def rows_of(self, table: str, source_ids: Collection[str], columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of some sources in a table that has sources."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        from pipeline.publish.parquet import partition_of_file
        from pipeline.publish.partition import covering, partition_of, source_prefix

        every = self.files(table)
        partitions = np.array(sorted({partition_of(i) for i in source_ids}), dtype=np.int64)
        found = set(covering([partition_of_file(f) for f in every], partitions).tolist())
        files = [f for n, f in enumerate(every) if n in found]
        key = TABLES[table].source_column
        if key is None or not files:
            return self._read(self.files(table)[:1], columns).slice(0, 0)
        chosen = list(columns) if columns is not None else list(TABLES[table].names)
        rows = self._read(files, list(dict.fromkeys([*chosen, key])))
        wanted = pa.array(sorted(source_ids), type=pa.string())
        return rows.filter(pc.is_in(source_prefix(table, rows), value_set=wanted)).select(chosen)

    def _read(self, files: list[str], columns: Sequence[str] | None = None) -> pa.Table:
        table: pa.Table = self._dataset(files).to_table(columns=list(columns) if columns else None)
        return table

    def _dataset(self, files: list[str]) -> ds.Dataset:
        import pyarrow.dataset as ds

        return ds.dataset(files, format="parquet", filesystem=self.filesystem)

    def pandas(self, table: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """A table or view for pandas: days as datetime64[s], integers as Int32 or Int64, flags as boolean.

        So that null stays null, and a flag that may be null can be a filter.
        """
        import pandas as pd
        import pyarrow as pa

        read = self.arrow(table, columns)
        days = {f.name: pa.timestamp("s") for f in read.schema if pa.types.is_date32(f.type)}
        for name, type_ in days.items():
            at = read.schema.get_field_index(name)
            read = read.set_column(at, name, read.column(name).cast(type_))
        nullable = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
        frame: pd.DataFrame = read.to_pandas(types_mapper=nullable.get)
        return frame

    def query(self, sql: str) -> duckdb.DuckDBPyRelation:
        """DuckDB over every table and view by its name: ``.df()``, ``.fetchall()``, ``.to_arrow_table()``, ``.show()``.

        Errors are DuckDB's own. What is no query (``SET …``) gives an empty relation.
        """
        answer = self.connection.sql(sql)
        return answer if answer is not None else self.connection.sql("SELECT 1 WHERE false")

    @cached_property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The DuckDB connection behind ``query``, in memory, with a view for each table and view of the release."""
        import duckdb

        connection = duckdb.connect()
        for table in self.tables:
            self._show(connection, table)
        for view in VIEWS.values():
            connection.execute(f'CREATE VIEW "{view.name}" AS {view.sql}')
        return connection

    def _show(self, connection: duckdb.DuckDBPyConnection, table: str) -> None:
        """Have the connection know a table by its name."""
        files = ", ".join("'" + f.replace("'", "''") + "'" for f in self.files(table))
        connection.execute(f'CREATE VIEW "{table}" AS SELECT * FROM read_parquet([{files}])')
