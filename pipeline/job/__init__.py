"""The main job without its orchestration: plan the batches, process each, finish. ``flows`` runs it under Prefect.

- ``plan_batches(files, …) -> list[Batch]``: the sources of a run in batches of even size.
- ``process_batch(batch, staging, pipeline_version) -> BatchReport``: one batch through every stage into staged tables;
  can run in any thread or process, and gives back counts and failures only.
- ``finish(output, out, reports, …) -> RunReport``: the tables that look across sources, then the release.
- ``run_job(raw, out) -> RunReport``: all of it in this process, one batch after the other.
"""

from __future__ import annotations
