"""The wheel stands alone: what it holds, what it needs, and that it works from another folder."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# where the name of a distribution is not that of its module
MODULES = {"google-re2": "re2", "pyyaml": "yaml", "ahocorasick-rs": "ahocorasick_rs"}
# the modules that an extra brings
EXTRAS: dict[str, tuple[str, ...]] = {
    "boto3": ("boto3", "botocore"),
    "hanlp": ("hanlp",),
    "onnx": ("onnx",),
    "prefect-dask": ("prefect_dask", "distributed"),
    "safetensors": ("safetensors",),
    "spacy": ("spacy",),
    "torch": ("torch",),
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index", str(ROOT)]
    subprocess.run([*build, "-w", str(folder)], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_what_travels(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        "gongbao.py",
        "flows/process.py",
        "pipeline/cli/main.py",
        "pipeline/_models/agencies/compiled.json",
        "pipeline/_seeds/000_01a7e48f6045dfc8.txt",
        "pipeline/evaluate/gold/mentions.dev.jsonl",
        "pipeline/evaluate/gold/GUIDELINES.md",
    }
    assert not wanted - names
    # not free: see data/raw/NOTICE
    assert not [name for name in names if "002_" in name]
    assert {name.split("/")[0] for name in names} <= {"gongbao.py", "flows", "pipeline", wheel_info(names)}
    assert not [name for name in names if name.startswith("tests") or "__pycache__" in name]


def wheel_info(names: set[str]) -> str:
    return next(name.split("/")[0] for name in names if ".dist-info/" in name)


def test_licence_travels(wheel: Path) -> None:
    files = zipfile.ZipFile(wheel)
    info = wheel_info(set(files.namelist()))
    assert "Apache License" in files.read(f"{info}/licenses/LICENSE").decode()
    assert "License-Expression: Apache-2.0" in files.read(f"{info}/METADATA").decode()


def test_it_works_from_another_folder(wheel: Path, tmp_path: Path, seeds: Path) -> None:
    home = tmp_path / "installed"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(home)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(home)}

    def gongbao(*argv: str, stdin: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.cli", *argv], cwd=elsewhere, env=environment, input=stdin,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = "import gongbao, pipeline; print(gongbao.__file__, pipeline.__file__, gongbao.extract)"
    done = subprocess.run(
        [sys.executable, "-c", where], cwd=elsewhere, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.count(str(home)) == 2
    line = json.dumps({"id": 1, "text": "由市科委给予最高100万元奖励。", "place": "上海市"})
    assert "上海市科学技术委员会" in gongbao("extract", stdin=line)
    gongbao("run", str(seeds / "004_544e1487ea9e4480.txt"), "--out", "out", "--prefect", "off")
    assert "1" in gongbao("query", "--dir", "out", "--format", "csv", "SELECT count(*) FROM sources")
    assert float(json.loads(gongbao("evaluate", "--json"))["documents start"]["f1"]) > 0


def test_every_import_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [re.split(r"[<>=!~\[; ]", line)[0] for line in project["dependencies"]]
    allowed = (
        {MODULES.get(name, name) for name in declared} | {"pipeline", "flows", "gongbao"} | sys.stdlib_module_names
    )
    extras = {
        module
        for name, lines in project["optional-dependencies"].items()
        if name != "dev"
        for line in lines
        for module in EXTRAS.get(re.split(r"[<>=!~\[; ]", line)[0], ())
    }
    used: dict[str, str] = {}
    for path in [ROOT / "gongbao.py", *ROOT.glob("pipeline/**/*.py"), *ROOT.glob("flows/**/*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            # an extra may be missing: only the function that needs it may import it
            # … or the module that the extra's own library imports
            if node not in tree.body or path.name == "hanlp_component.py":
                names = [name for name in names if name.split(".")[0] not in extras]
            used |= {name.split(".")[0]: str(path.relative_to(ROOT)) for name in names}
    assert not {name: where for name, where in used.items() if name not in allowed}


def test_locks_hold_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for lock, wanted in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-dev.lock", project["dependencies"] + project["optional-dependencies"]["dev"]),
    ):
        text = (ROOT / lock).read_text(encoding="utf-8")
        pinned = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
        assert {re.split(r"[<>=!~\[; ]", line)[0] for line in wanted} - {"gongbao"} <= pinned
        assert "--hash=sha256:" in text
        assert "://" not in text  # no registry is named: whatever is configured serves


def test_only_flows_import_prefect() -> None:
    for path in [ROOT / "gongbao.py", *ROOT.glob("pipeline/**/*.py")]:
        assert not re.search(r"^\s*(import|from) prefect", path.read_text(encoding="utf-8"), re.MULTILINE), path
