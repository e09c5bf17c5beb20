"""What each stage costs, the whole job, and the floor under it: ``make bench``.

Stages and floor are measured on one core in processor time, which other work on the machine does not change much; the
whole job in wall-clock time, pinned to one core and on all of them. Every figure is the median of the repeats.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import re
import statistics
import subprocess
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.assemble import SourceRecord, assemble_source
from pipeline.common.collector import paused
from pipeline.extract.combine import extract
from pipeline.extract.types import AnyMention, Context
from pipeline.ingest import RawFile, discover, read_source
from pipeline.job.run import run_job
from pipeline.job.workers import cores
from pipeline.normalise import normalise
from pipeline.publish import write_staging
from pipeline.segment import segment
from pipeline.tables import build_tables, check

STAGES = ("ingest", "normalise", "segment", "extract", "assemble", "tables", "check", "write")
FLOOR = ("read the bytes", "one pass of a combined pattern", "write the same tables from arrays")
#: What every reader looks for in one pattern, and nothing read from it: numbers with units, names, citations.
COMBINED = re.compile(
    r"《[^》\n]{1,80}》|第[一二三四五六七八九十百千\d]+[条款项章节编]"
    r"|[\d０-９][\d０-９.,，]*\s?(?:[%％‰]|[万亿]*元|年|个?月|日|倍|个百分点)?"
    r"|[一二三四五六七八九十百千万亿两零〇]+(?:元|年|个?月|日|倍|分之)"
    r"|[\u4e00-\u9fff]{1,12}?(?:局|委员会|委|部|厅|政府|院|办公室)"
)


@dataclass
class Figures:
    """Of one corpus: characters, seconds by stage and floor, of the whole job by cores, peak memory in bytes."""

    name: str
    n_sources: int
    n_chars: int
    n_bytes: int
    stages: dict[str, float] = field(default_factory=dict)
    floor: dict[str, float] = field(default_factory=dict)
    whole: dict[int, float] = field(default_factory=dict)
    memory: dict[int, int] = field(default_factory=dict)
    tenth: float = 0.0
    n_chars_tenth: int = 0
    profile: list[tuple[str, float]] = field(default_factory=list)
    functions: list[tuple[str, float]] = field(default_factory=list)
    peers: list[tuple[str, float]] = field(default_factory=list)


@contextmanager
def one_core() -> Iterator[None]:
    """Pin this process, and what it starts, to one core; Arrow's threads too."""
    threads = pa.cpu_count()
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    pa.set_cpu_count(1)
    if allowed:
        os.sched_setaffinity(0, {max(allowed)})
    try:
        yield
    finally:
        pa.set_cpu_count(threads)
        if allowed:
            os.sched_setaffinity(0, allowed)


@paused()  # as the job does
def _records(files: list[RawFile], seconds: dict[str, float]) -> list[SourceRecord]:
    """Every source through the stages up to its record, processor seconds added to ``seconds``."""
    clock = time.process_time
    spent = 0.0

    def timed(text: str, context: Context) -> list[AnyMention]:
        nonlocal spent
        began = clock()
        found = extract(text, context)
        spent += clock() - began
        return found

    records = []
    for file in files:
        at = clock()
        info = read_source(file)
        seconds["ingest"] += (now := clock()) - at
        normalised = normalise(info.text)
        seconds["normalise"] += (at := clock()) - now
        segmented = segment(normalised)
        seconds["segment"] += (now := clock()) - at
        spent = 0.0
        records.append(assemble_source(info, segmented, timed))
        seconds["extract"] += spent
        seconds["assemble"] += clock() - now - spent
    return records


@paused()
def _tables(records: list[SourceRecord], folder: Path, seconds: dict[str, float]) -> dict[str, pa.Table]:
    clock = time.process_time
    at = clock()
    tables = build_tables(records, "bench")
    seconds["tables"] += (now := clock()) - at
    check(tables)
    seconds["check"] += (at := clock()) - now
    write_staging(tables, folder)
    seconds["write"] += clock() - at
    return tables


def _timed(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _job(raw: Path, workers: int) -> tuple[float, int]:
    """Wall-clock seconds and peak memory of a whole run with its release."""
    with tempfile.TemporaryDirectory() as folder, Memory() as memory:
        began = time.perf_counter()
        report = run_job(raw, Path(folder) / "out", workers=workers)
        seconds = time.perf_counter() - began
        assert not report.failures, report.failures[:3]
    return seconds, memory.peak


class Memory:
    """The peak of the memory that this process and its children hold, shared pages counted by share (PSS)."""

    def __init__(self) -> None:
        self.peak = 0
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._done.wait(0.1):
            self.peak = max(self.peak, family_memory(os.getpid()))


def family_memory(pid: int) -> int:
    """The bytes that a process and all that came from it hold, shared pages counted by share (PSS)."""
    return sum(map(_pss, _family(pid)))


def _family(pid: int) -> list[int]:
    """A process and all that came from it."""
    out = [pid]
    for one in out:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            with_children = _read(task)
            out += [int(child) for child in with_children.split()]
    return out


def _pss(pid: int) -> int:
    match = re.search(r"^Pss:\s+(\d+) kB", _read(Path(f"/proc/{pid}/smaps_rollup")), re.MULTILINE)
    return int(match.group(1)) * 1024 if match else 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""  # it has ended


def measure(name: str, raw: Path, repeats: int, tenth: Path | None = None) -> Figures:
    """All figures of the sources below ``raw``; of ``tenth``, a tenth of them, the whole job only."""
    files = discover(raw)
    infos = [read_source(f) for f in files]
    texts = [i.text for i in infos]
    figures = Figures(name, len(files), sum(map(len, texts)), sum(i.n_bytes for i in infos))
    _records(files, defaultdict(float))  # imports and caches, as in a long run
    runs: list[dict[str, float]] = []
    with one_core(), tempfile.TemporaryDirectory() as folder:
        for k in range(repeats):
            seconds: dict[str, float] = defaultdict(float)
            tables = _tables(_records(files, seconds), Path(folder) / str(k), seconds)
            seconds[FLOOR[0]] = _timed(lambda: [f.path.read_bytes() for f in files])
            seconds[FLOOR[1]] = _timed(lambda: [sum(1 for _ in COMBINED.finditer(t)) for t in texts])
            seconds[FLOOR[2]] = _timed(
                lambda made=tables, to=Path(folder) / f"ready-{k}": write_staging(made, to)  # type: ignore[misc]
            )
            runs.append(seconds)
    middle = {stage: statistics.median(run[stage] for run in runs) for stage in runs[0]}
    figures.stages = {stage: middle[stage] for stage in STAGES}
    figures.floor = {part: middle[part] for part in FLOOR}
    for count in dict.fromkeys((1, cores())):
        with one_core() if count == 1 else contextmanager(lambda: iter([None]))():
            jobs = [_job(raw, count) for _ in range(repeats)]
        figures.whole[count] = statistics.median(seconds for seconds, _ in jobs)
        figures.memory[count] = max(peak for _, peak in jobs)
    if tenth is not None:
        with one_core():
            figures.tenth = statistics.median(_job(tenth, 1)[0] for _ in range(repeats))
        figures.n_chars_tenth = sum(len(read_source(f).text) for f in discover(tenth))
    figures.profile, figures.functions = profile(files)
    return figures


def profile(files: list[RawFile]) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
    """Shares of the time by module and by function; what built-in functions take is their caller's."""
    profiler = cProfile.Profile()
    with tempfile.TemporaryDirectory() as folder:
        profiler.enable()
        _tables(_records(files, defaultdict(float)), Path(folder), defaultdict(float))
        profiler.disable()
    stats: dict[Any, Any] = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    own: dict[tuple[str, str], float] = defaultdict(float)
    for (path, _, function), (_, _, spent, _, callers) in stats.items():
        if path != "~" or not callers:
            own[_module(path), function] += spent
            continue
        for (calling, _, caller), (_, _, part, _) in callers.items():
            own[_module(calling), caller] += part
    total = sum(own.values())
    modules: dict[str, float] = defaultdict(float)
    for (module, _), spent in own.items():
        modules[module] += spent / total
    functions = {f"{module}: {function}": spent / total for (module, function), spent in own.items()}
    return _largest(modules, 16), _largest(functions, 16)


def _module(path: str) -> str:
    parts = Path(path).parts
    if "pipeline" in parts:
        return "/".join(parts[len(parts) - parts[::-1].index("pipeline") :])
    return "libraries"


def _largest(shares: dict[str, float], count: int) -> list[tuple[str, float]]:
    return sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:count]


#: What one reader alone of another package is measured by; more would take it minutes.
PEER_CHARS = 20_000


def peer_rates(raw: Path, envs: Path) -> list[tuple[str, float]]:
    """Characters a second of JioNLP's dates and of Recognizers-Text's amounts, each alone, on paragraphs below ``raw``.

    The packages are installed in environments of their own below ``envs``. Raises ``PeerError``.
    """
    from benchmarks.peers import PEERS, install

    lines = [line.strip() for file in discover(raw) for line in read_source(file).text.splitlines()]
    texts = [line for line in lines if line]
    step = max(1, sum(map(len, texts)) // PEER_CHARS)
    rates = []
    for peer, what in zip(PEERS, ("dates", "amounts"), strict=False):
        python, script = install(peer, envs), Path(__file__).with_name("peer_times.py")
        command = [str(python), "-X", "utf8", str(script), peer.name]
        run = subprocess.run(command, input=json.dumps(texts[::step]), capture_output=True, text=True, check=True)
        took = json.loads(run.stdout.splitlines()[-1])
        rates.append((f"{peer.title}, {what} alone", took["chars"] / took["seconds"]))
    return rates
