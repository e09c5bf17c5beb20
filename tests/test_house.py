"""One way through the house: no stage imports a later one, none of them Prefect or pandas; all of it stays readable."""

import ast
from pathlib import Path

import pytest

ORDER = ["common", "remote", "ingest", "normalise", "segment", "extract", "ner", "assemble", "tables", "publish"]
ROOT = Path(__file__).parent.parent
PIPELINE = ROOT / "pipeline"
ALL = [ROOT / "gongbao.py", *sorted(p for d in ("pipeline", "flows", "benchmarks") for p in (ROOT / d).rglob("*.py"))]
#: the core works on text alone; frames and orchestration come after it
FREE_OF = {
    "common": {"pandas", "prefect", "pyarrow", "duckdb"},
    "normalise": {"pandas", "prefect", "pyarrow", "duckdb"},
    "segment": {"pandas", "prefect", "pyarrow", "duckdb"},
    "extract": {"pandas", "prefect", "pyarrow", "duckdb"},
    "ner": {"pandas", "prefect", "pyarrow", "duckdb"},
    "assemble": {"pandas", "prefect", "pyarrow", "duckdb"},
    "remote": {"pandas", "prefect", "duckdb"},
    "ingest": {"pandas", "prefect"},
    "tables": {"pandas", "prefect"},
    "publish": {"prefect"},
}
MODULES = [path for stage in ORDER for path in sorted((PIPELINE / stage).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    out = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            out.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            out.add(node.module)
            out.update(f"{node.module}.{alias.name}" for alias in node.names)
    return out


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PIPELINE)))
def test_no_stage_imports_a_later_one(path):
    stage = path.relative_to(PIPELINE).parts[0]
    later = set(ORDER[ORDER.index(stage) + 1 :]) | {"job", "cli", "evaluate", "train"}
    found = {name.split(".")[1] for name in imported(path) if name.startswith("pipeline.") and name.count(".")}
    assert not found & later


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PIPELINE)))
def test_the_core_is_free_of_frames_and_flows(path):
    stage = path.relative_to(PIPELINE).parts[0]
    assert not {name.split(".")[0] for name in imported(path)} & FREE_OF[stage]


@pytest.mark.parametrize("path", ALL, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_and_functions_stay_readable(path):
    source = path.read_text("utf-8")
    assert source.count("\n") <= 400
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    assert not [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > 60]
