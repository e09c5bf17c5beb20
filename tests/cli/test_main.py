"""The command as a whole: help, start-up, what it imports, what an error looks like."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.cli import main
from pipeline.common.errors import GongbaoError

COMMANDS = ("run", "extract", "query", "evaluate", "status", "releases", "serve")


def python(code: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], input=stdin, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", [[], *([c] for c in COMMANDS)])
def test_help_shows_an_example(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert "examples:" in out
    assert f"gongbao {command[0] if command else 'run'}" in out


def test_help_imports_nothing_heavy() -> None:
    done = python(
        "import sys\nfrom pipeline.cli.main import parser\nparser().format_help()\n"
        "print(sorted({'numpy', 'pyarrow', 'pandas', 'duckdb', 'prefect', 'yaml', 'rich'} & set(sys.modules)))"
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_import_gongbao_is_light_and_whole() -> None:
    done = python(
        "import sys, gongbao\nbefore = set(sys.modules)\n"
        "print(sorted({'numpy', 'pyarrow', 'prefect'} & before), all(hasattr(gongbao, n) for n in gongbao.__all__),"
        " 'prefect' in sys.modules)"
    )
    assert done.stdout.strip() == "[] True False", done.stderr


def test_extract_and_query_never_import_prefect(published: object) -> None:
    code = (
        "import sys\nfrom pipeline.cli import main\nassert main({argv!r}) == 0\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] == 'prefect'))"
    )
    extract = python(code.format(argv=["extract", "--format", "text"]), "给予最高100万元奖励。\n")
    assert extract.stdout.splitlines()[-1] == "[]", extract.stderr
    query = python(code.format(argv=["query", "--dir", str(published), "SELECT 1 AS one"]))
    assert query.stdout.splitlines()[-1] == "[]", query.stderr


def test_no_command_prints_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "commands:" in capsys.readouterr().out


@pytest.mark.parametrize("argv", [["publish"], ["run", "--workers", "0"], ["extract", "--date", "2024-13-01"]])
def test_wrong_usage_is_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2
    assert "usage: gongbao" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline import __version__

    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith(f"gongbao {__version__}")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (GongbaoError("no rows", place="a.txt", mend="Add one"), "gongbao: a.txt: no rows. Add one"),
        (
            PermissionError(13, "Permission denied", "x"),
            "gongbao: x: Permission denied. Check the path and this user's rights to it",
        ),
        (ValueError("two\nlines"), "gongbao: ValueError: two lines. This is a fault of gongbao; --debug shows where"),
    ],
)
def test_errors_are_one_line(
    error: Exception, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(args: object) -> int:
        raise error

    monkeypatch.setattr("pipeline.cli.query.main", fail)
    assert main(["query", "SELECT 1"]) == 1
    assert capsys.readouterr().err == line + "\n"
    with pytest.raises(type(error)):
        main(["query", "SELECT 1", "--debug"])
