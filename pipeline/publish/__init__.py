"""gongbao stage: publish. Staged tables in, an immutable release behind one switched link out.

The way of a run::

    with open_output(out) as output:                 # takes the lock (LockedError says who holds it), cleans old remains
        for each batch of sources, in any process:
            write_staging(tables, output.staging / "batch-0001")      # -> StagedBatch, small, can be pickled
        cross = read_staged(output.staging, "citations", columns=[…]) # -> pa.Table over all batches, chosen columns
        write_staging({"citation_links": …, "agency_registry": …}, output.staging / "cross")
        published = publish(output.staging, out, pipeline_version=…, lock=output)

- ``publish(staging, out, *, pipeline_version, started_at=None, keep=(), lock=None) -> Published``: merges the staged
  batches with the sources of ``keep`` (ids taken over from the current release), checks keys across sources, writes
  what changed, hard-links the rest, switches ``current``. ``Published``: ``release_id``, ``path``, ``new`` (False
  where nothing changed and so no release was made), ``rows`` per table, ``files_written``, ``files_linked``.
  Without ``lock`` it takes the lock itself. Raises ``PublishError``; the release before stays in any case.
- ``open_release(path="data/processed") -> Release``: resolves ``current`` once. ``.id``, ``.path``, ``.manifest``,
  ``.tables``, ``.views``, ``.arrow(table)``, ``.pandas(table)`` (days as datetime64[s], integers as Int32, flags as boolean),
  ``.query(sql)`` (a DuckDB relation: ``.df()``, ``.fetchall()``, ``.show()``). Raises ``NoReleaseError``.
- ``pipeline.common.version.pipeline_version(options={}) -> str``: package version and hash of all that changes rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.common.lazy import lazily

if TYPE_CHECKING:
    from pipeline.publish.errors import LockedError as LockedError
    from pipeline.publish.errors import NoReleaseError as NoReleaseError
    from pipeline.publish.errors import PublishError as PublishError
    from pipeline.publish.output import Output as Output
    from pipeline.publish.output import open_output as open_output
    from pipeline.publish.publisher import Published as Published
    from pipeline.publish.publisher import publish as publish
    from pipeline.publish.release import Release as Release
    from pipeline.publish.release import open_release as open_release
    from pipeline.publish.staging import StagedBatch as StagedBatch
    from pipeline.publish.staging import read_staged as read_staged
    from pipeline.publish.staging import write_portions as write_portions
    from pipeline.publish.staging import write_staging as write_staging

# loaded when first used: ``import gongbao`` must not cost the start-up of pyarrow and DuckDB
_HOME = {
    "LockedError": ".errors",
    "NoReleaseError": ".errors",
    "PublishError": ".errors",
    "Output": ".output",
    "open_output": ".output",
    "Published": ".publisher",
    "publish": ".publisher",
    "Release": ".release",
    "open_release": ".release",
    "StagedBatch": ".staging",
    "read_staged": ".staging",
    "write_portions": ".staging",
    "write_staging": ".staging",
}

__getattr__ = lazily(__name__, _HOME)

__all__ = [
    "LockedError",
    "NoReleaseError",
    "Output",
    "PublishError",
    "Published",
    "Release",
    "StagedBatch",
    "open_output",
    "open_release",
    "publish",
    "read_staged",
    "write_portions",
    "write_staging",
]
