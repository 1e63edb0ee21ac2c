from __future__ import annotations

import os
from pathlib import Path

import pytest

from tffix.cli.files import File, Found, Kind, is_editor_file, is_inside, kind, read, shown_path
from tffix.errors import FileError


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("main.tf", Kind.TERRAFORM),
        ("a/b.c/main.tofu", Kind.TOFU),
        ("x.auto.tfvars", Kind.VARIABLES),
        ("tests/x.tftest.hcl", Kind.TEST),
        ("x.tofutest.hcl", Kind.TEST),
        ("init.sh.tftpl", Kind.TEMPLATE),
        ("main.tf.json", Kind.JSON),
        ("README.md", Kind.MARKDOWN),
        ("ANSWER.MD", Kind.MARKDOWN),
        ("main.TF", None),
        ("main.hcl", None),
        (".tf", None),
        ("a/.tf.json", None),
        ("main.tf.bak", None),
        ("tf", None),
        ("x.tfvars.json", None),
    ],
)
def test_kinds(path: str, expected: Kind | None) -> None:
    assert kind(path) is expected


def test_what_terraform_overlooks() -> None:
    assert [is_editor_file(name) for name in (".a.tf", "a.tf~", "#a.tf#", "a.tf", "#a.tf")] == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_paths_as_one_types_them() -> None:
    assert shown_path("/w/a/b.tf", "/w") == "a/b.tf"
    assert shown_path("/w", "/w") == "."
    assert shown_path("/v/b.tf", "/w") == "../v/b.tf"
    assert shown_path("/v/b.tf", "/w", absolute=True) == "/v/b.tf"
    assert shown_path("/w/b.tf", "/w", absolute=True) == "b.tf"
    assert shown_path("/w/..x/b.tf", "/w", absolute=True) == "..x/b.tf"


def test_inside() -> None:
    assert is_inside("/a/b", "/a")
    assert is_inside("/a", "/a")
    assert is_inside("/a", "/")
    assert not is_inside("/ab", "/a")


def found(path: Path) -> Found:
    return Found(path.name, str(path), Kind.TERRAFORM, str(path.parent))


def test_reading_keeps_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "main.tf"
    data = b"\xef\xbb\xbfa = 1\r\n# \xff\x00\n"
    path.write_bytes(data)
    path.chmod(0o640)
    file = read(found(path))
    assert isinstance(file, File)
    assert (file.shown, file.data, file.mode, file.real) == ("main.tf", data, 0o640, str(path))
    assert file.source.to_bytes() == data


def refused(path: Path) -> str:
    error = read(found(path))
    assert isinstance(error, FileError)
    return str(error)


def test_what_cannot_be_read_is_a_value(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.tf") == "gone.tf cannot be read: no such file or directory"
    (tmp_path / "dir.tf").mkdir()
    assert refused(tmp_path / "dir.tf").startswith("dir.tf cannot be read: i")
    (tmp_path / "dangling.tf").symlink_to("nowhere")
    assert refused(tmp_path / "dangling.tf") == "dangling.tf cannot be read: no such file or directory"
    (tmp_path / "loop.tf").symlink_to("loop.tf")
    assert "cannot be read" in refused(tmp_path / "loop.tf")
    assert refused(tmp_path / "nul\0.tf") == "nul\0.tf cannot be read: embedded null byte"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tf")
    assert refused(tmp_path / "pipe.tf") == "pipe.tf cannot be read: it is not a regular file"


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "main.tf"
    path.write_text("a")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything

        def denied(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("tffix.cli.files.os.open", denied)
    assert refused(path) == "main.tf cannot be read: permission denied"


def test_a_file_reached_by_a_link_knows_its_target(tmp_path: Path) -> None:
    (tmp_path / "real.tf").write_text("a")
    (tmp_path / "link.tf").symlink_to("real.tf")
    file = read(found(tmp_path / "link.tf"))
    assert isinstance(file, File)
    assert file.real == str(tmp_path / "real.tf")
