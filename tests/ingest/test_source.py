import os

import pytest

from pipeline.ingest import discover, read_source
from pipeline.ingest.errors import ChangedFileError, UnreadableFileError


@pytest.fixture
def raw_file(tmp_path):
    (tmp_path / "a.md").write_bytes("\ufeff# 通知\r\n".encode())
    (found,) = discover(tmp_path)
    return found


def test_source_says_what_was_read(raw_file):
    info = read_source(raw_file)
    assert (info.text, info.encoding, info.media_type, info.n_bytes) == ("# 通知\r\n", "utf-8", "text/markdown", 13)


def test_changed_file_is_refused(raw_file):
    raw_file.path.write_text("# 另一份通知")
    with pytest.raises(ChangedFileError, match="the file changed"):
        read_source(raw_file)


def test_vanished_file_is_refused_with_its_cause(raw_file):
    raw_file.path.unlink()
    with pytest.raises(UnreadableFileError, match="vanished") as caught:
        read_source(raw_file)
    assert isinstance(caught.value.__cause__, FileNotFoundError)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_forbidden_file_is_refused(raw_file):
    raw_file.path.chmod(0)
    with pytest.raises(UnreadableFileError, match="the right to read"):
        read_source(raw_file)


def test_forbidden_file_is_refused_whoever_runs_this(raw_file, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(raw_file.path), "read_bytes", refuse)
    with pytest.raises(UnreadableFileError, match="the right to read"):
        read_source(raw_file)
