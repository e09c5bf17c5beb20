from pathlib import Path

from pipeline.ingest import RawFile, SourceInfo
from pipeline.ingest.errors import EmptyFileError
from pipeline.tables import build_failures, check, failures_of
from pipeline.tables.arrow import arrow_schema


def test_one_row_for_each_path():
    raw = RawFile(Path("/x/a.txt"), "a.txt", ("b.txt",), "0" * 16, 0)
    error = EmptyFileError("the file is empty", place="a.txt", mend="Remove it")
    table = build_failures([*failures_of(raw, "ingest", error), *failures_of(raw, "ingest", error)])["failures"]
    assert table.to_pylist() == [
        {
            "path": path,
            "source_id": "0" * 16,
            "stage": "ingest",
            "error_type": "EmptyFileError",
            "message": "a.txt: the file is empty. Remove it",
        }
        for path in ("a.txt", "b.txt")
    ]
    assert not check({"failures": table})


def test_other_errors_and_odd_messages():
    info = SourceInfo("0" * 16, "a.txt", (), "text/plain", "utf-8", 1, "x")
    (failure,) = failures_of(info, "segment", ValueError("half \ud800 a character"))
    assert failure.message == "half \\ud800 a character"
    (failure,) = failures_of(info, "segment", ValueError())
    assert failure.message == "ValueError"


def test_no_failures_is_the_schema():
    assert build_failures([])["failures"].schema.equals(arrow_schema("failures"), check_metadata=True)
