"""Files that are no directory at all."""

import gzip

import pytest

from livingwell.practice.network.directory.decoding import LARGEST
from livingwell.practice.network.directory.reading import read_directory
from livingwell.practice.network.directory.unreadable import UnreadableDirectory


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"PK\x03\x04rest", "spreadsheet workbook or a zip.*save the sheet as CSV"),
        (b"%PDF-1.7 rest", "is a PDF"),
        (gzip.compress(b"name,postcode", mtime=0), "compressed"),
        (bytes(range(256)) * 10, "is not text"),
        (b"<!DOCTYPE html><html><title>Sign in</title>", "a web page.*“Sign in”"),
        (b"<?xml version='1.0'?><a/>", "is XML"),
        (b'{"content": [{"id": "1", "name": "Cho', "breaks off in the middle, at line 1.*Its last words are"),
        (b'{"content": [{"id": "1" "name": "Choir"}]}', "breaks at line 1, character 25, near"),
        (b'{"error": "not found"}', "not a directory.*“error”"),
        (b'{"content": []}', "no services"),
        (b'{"contents": [{"id": "1", "name": "x"}]}', "version 3"),
        (b"[]", "no services"),
        (b"[" * 100_000, "shape that no directory has"),
        (b"x" * (LARGEST + 1), "too large: 25 MB"),
    ],
    ids=lambda value: value[:20] if isinstance(value, bytes) else "",
)
def test_the_sentence_says_what_it_is(data, sentence):
    with pytest.raises(UnreadableDirectory, match=sentence):
        read_directory(data, filename="directory.csv")
