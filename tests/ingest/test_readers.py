import pytest

from pipeline.ingest import readers
from pipeline.ingest.errors import BinaryFileError, UnsupportedFormatError
from pipeline.ingest.readers import PLAIN, Reader, decode

TEXT = "# 通知\n各区人民政府：\n"

NAMES = [
    ("a.txt", "text/plain"),
    ("A.TXT", "text/plain"),
    ("b/a.md", "text/markdown"),
    ("a.markdown", "text/markdown"),
    ("沪府发〔2018〕21号", "text/plain"),
    ("公报2024.15期", "text/plain"),
]


@pytest.mark.parametrize(("name", "media_type"), NAMES)
def test_reader_by_name(name, media_type):
    assert decode(TEXT.encode(), name) == readers.Decoded(TEXT, "utf-8", media_type)


REFUSED = [
    (b"%PDF-1.7\n%\xe2\xe3", "a.pdf", UnsupportedFormatError, "PDF"),
    (b"%PDF-1.7\n%\xe2\xe3", "a.txt", UnsupportedFormatError, "PDF"),
    (b"PK\x03\x04abc", "a.docx", UnsupportedFormatError, "ZIP"),
    (b"\x89PNG\r\n\x1a\n\0\0", "a", BinaryFileError, "PNG"),
    (b"<!DOCTYPE html><p>x", "a", UnsupportedFormatError, "HTML"),
    (b"<p>x", "a.html", UnsupportedFormatError, "HTML"),
    (b"a\tb", "index.tsv", UnsupportedFormatError, "a table"),
    (b"{}", "a.json", UnsupportedFormatError, "JSON"),
    (b"a\0b", "a.bin", BinaryFileError, "NUL"),
]


@pytest.mark.parametrize(("data", "name", "error", "said"), REFUSED)
def test_other_formats_are_refused_with_their_mend(data, name, error, said):
    with pytest.raises(error) as caught:
        decode(data, name)
    assert said in caught.value.what
    assert caught.value.place.startswith(name)
    assert caught.value.mend


def test_a_format_joins_by_suffix_and_by_magic(monkeypatch):
    monkeypatch.setattr(readers, "READERS", [PLAIN])
    pdf = Reader("application/pdf", (".pdf",), lambda data, name: ("text of " + name, "pdf"), magics=(b"%PDF-",))
    readers.register(pdf)
    for name in ("a.pdf", "a.txt", "a"):
        assert decode(b"%PDF-1.7", name) == readers.Decoded(f"text of {name}", "pdf", "application/pdf")
    assert decode(TEXT.encode(), "a.txt").media_type == "text/plain"
