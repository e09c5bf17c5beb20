import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.errors import BinaryFileError, EmptyFileError, UndecodableTextError, WrongEncodingError
from pipeline.ingest.text import decode_text

NOTICE = "上海市人民政府关于印发《上海市科学技术奖励规定》的通知\r\n各区人民政府，市政府有关委、办、局：\r\n　　现将规定印发给你们，请认真按照执行。\n"
MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE, "utf-8": codecs.BOM_UTF8}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("text", [NOTICE, "短", "plain ASCII\n", "〔2024〕①㎡㋿𠮷", NOTICE * 500])
def test_text_without_mark(text, encoding):
    assert decode_text(text.encode(encoding), "a.txt") == (text, "utf-8" if text.isascii() else encoding)


@pytest.mark.parametrize("text", [NOTICE, "短\r", "ascii"])
@pytest.mark.parametrize("encoding", MARKS)
def test_mark_comes_off_and_nothing_else(text, encoding):
    assert decode_text(MARKS[encoding] + text.encode(encoding), "a.txt") == (text, encoding)


def test_utf32_is_not_taken_for_utf16():
    assert decode_text(NOTICE.encode("utf-32"), "a.txt") == (NOTICE, "utf-32-le")


WRONG = [
    (b"", EmptyFileError, "the file is empty"),
    (b"\xef\xbb\xbf", EmptyFileError, "nothing but white space"),
    (" \n\u3000\r\n\t".encode(), EmptyFileError, "nothing but white space"),
    (NOTICE.encode("utf-16-le"), WrongEncodingError, "UTF-16 (little endian) without a byte order mark"),
    (NOTICE.encode("utf-16-be"), WrongEncodingError, "UTF-16 (big endian) without a byte order mark"),
    ("第一章总则".encode("utf-16-le") * 40, WrongEncodingError, "UTF-16 (little endian) without"),
    ("plain words of ASCII\n".encode("utf-16-be"), WrongEncodingError, "UTF-16 (big endian) without"),
    (codecs.BOM_UTF8 + NOTICE.encode("gb18030"), WrongEncodingError, "says UTF-8, but"),
    (codecs.BOM_UTF16_LE + NOTICE.encode("utf-16-be"), WrongEncodingError, ""),
    (codecs.BOM_UTF16_LE + NOTICE.encode() + b"x", WrongEncodingError, ""),
    (NOTICE.encode()[:-2], UndecodableTextError, "cut off"),
    ((NOTICE * 9).encode().replace("规定".encode(), b"\xff\xfe\xff", 1), UndecodableTextError, "damaged UTF-8"),
    ((NOTICE * 9).encode().decode("latin-1").encode(), WrongEncodingError, "makes no Chinese"),
    ((NOTICE * 9).encode().decode("gb18030", "replace").encode(), WrongEncodingError, ""),
    ((NOTICE.replace("奖励", "\ufffd") * 9).encode(), WrongEncodingError, "replacement characters"),
    (b"some text\0more", BinaryFileError, "NUL"),
    (bytes(range(1, 32)) * 20, BinaryFileError, ""),
    (("规定" + "\x01\x02\x03" * 20 + NOTICE).encode(), BinaryFileError, "control characters"),
    ("上海市人民政府公報，現將規定印發給你們，請認真按照執行。".encode("big5") * 9, UndecodableTextError, "no encoding"),
    (NOTICE.encode("utf-16") + b"\0\0", BinaryFileError, "NUL"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "error", "said"), WRONG)
def test_what_is_no_text_is_refused(data, error, said):
    with pytest.raises(error) as caught:
        decode_text(data, "x/a.txt")
    assert said in caught.value.what
    assert caught.value.place.startswith("x/a.txt")
    assert caught.value.mend


def test_place_is_the_byte():
    data = NOTICE.encode()
    at = data.index("规定".encode())
    with pytest.raises(UndecodableTextError) as caught:
        decode_text(data[:at] + b"\xff" + data[at:] * 9, "a.txt")
    assert caught.value.place == f"a.txt, byte {at}"


def test_one_replacement_character_is_kept_and_said(caplog):
    text = NOTICE * 20 + "\ufffd"
    assert decode_text(text.encode(), "a.txt")[0] == text
    assert "a.txt, byte" in caplog.text


def test_seeds_decode_as_they_are(seeds):
    for path in seeds.glob("*.txt"):
        text, encoding = decode_text(path.read_bytes(), path.name)
        assert encoding == "utf-8"
        assert text.encode() == path.read_bytes()
        assert decode_text(text.encode("gb18030"), path.name) == (text, "gb18030")


@given(st.text(min_size=1), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]))
def test_marked_text_comes_back_or_is_refused(text, encoding):
    try:
        read, said = decode_text(MARKS[encoding] + text.encode(encoding), "a.txt")
    except (EmptyFileError, BinaryFileError, WrongEncodingError):
        return
    assert (read, said) == (text, encoding)


@given(st.binary(max_size=300))
def test_any_bytes_become_text_that_can_be_stored_or_a_typed_error(data):
    try:
        text, _ = decode_text(data, "a.txt")
    except (EmptyFileError, BinaryFileError, WrongEncodingError, UndecodableTextError):
        return
    assert text.encode("utf-8").decode() == text
