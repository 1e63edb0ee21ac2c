from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tffix.cli.discover import discover
from tffix.cli.load import load
from tffix.cli.write import Change, Written, changes, write

Texts = dict[str, str]


def lay_out(root: Path, files: Texts) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode("utf-8", "surrogateescape"))


def on_disk(root: Path) -> Texts:
    return {
        p.relative_to(root).as_posix(): p.read_bytes().decode("utf-8", "surrogateescape")
        for p in sorted(root.rglob("*"))
        if p.is_file() and not p.is_symlink()
    }


def apply(root: Path, new: dict[str, str | None], *paths: str, between: Texts | None = None) -> Written:
    """Read `paths`, change some texts, and write."""
    workspace = load(discover(paths or ["."], cwd=str(root)))
    before: Texts = {path: text for m in workspace.modules for path, text in m.texts.items()}
    after = {path: text for path, text in (before | new).items() if text is not None}
    lay_out(root, between or {})
    planned, errors = changes(workspace.modules, before, after)
    return Written((), errors) if errors else write(planned)


def said(written: Written) -> list[str]:
    return [str(error) for error in written.errors]


def test_only_what_differs_is_written_and_every_byte_of_it(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.tf": "\ufeffa\r\n\udcff", "b.tf": "b"})
    (tmp_path / "a.tf").chmod(0o640)
    untouched = (tmp_path / "b.tf").stat()
    assert apply(tmp_path, {"a.tf": "\ufeffA\r\n\udcff"}) == Written(("a.tf",), ())
    assert (tmp_path / "a.tf").read_bytes() == b"\xef\xbb\xbfA\r\n\xff"
    assert (tmp_path / "a.tf").stat().st_mode & 0o7777 == 0o640
    after = (tmp_path / "b.tf").stat()
    assert (after.st_ino, after.st_mtime_ns) == (untouched.st_ino, untouched.st_mtime_ns)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tf", "b.tf"]


def test_created_and_removed_files(tmp_path: Path) -> None:
    lay_out(tmp_path, {"m/a.tf": "a", "m/b.tf": "b"})
    written = apply(tmp_path, {"m/a.tf": "A", "m/b.tf": None, "m/new.tpl": "x", "m/deep/er/new.tpl": "y"})
    assert said(written) == []
    assert written.paths == ("m/a.tf", "m/b.tf", "m/deep/er/new.tpl", "m/new.tpl")
    assert on_disk(tmp_path) == {"m/a.tf": "A", "m/new.tpl": "x", "m/deep/er/new.tpl": "y"}
    umask = os.umask(0)
    os.umask(umask)
    assert (tmp_path / "m/new.tpl").stat().st_mode & 0o777 == 0o666 & ~umask
    assert (tmp_path / "m/new.tpl").stat().st_nlink == 1


def test_a_named_file_may_have_files_created_beside_it_but_its_context_stays(tmp_path: Path) -> None:
    lay_out(tmp_path, {"m/a.tf": "a", "m/b.tf": "b"})
    assert apply(tmp_path, {"m/a.tf": "A", "m/new.tpl": "x"}, "m/a.tf").paths == ("m/a.tf", "m/new.tpl")
    refused = apply(tmp_path, {"m/a.tf": "AA", "m/b.tf": "BB"}, "m/a.tf")
    assert said(refused) == ["m/b.tf must change too, but is not among the files given"]
    outside = apply(tmp_path, {"new.tpl": "x"}, "m/a.tf")
    assert said(outside) == ["new.tpl must be created, but is not in a directory given"]
    assert said(apply(tmp_path, {"m/../../x.tf": ""}, "m")) == [
        "m/../../x.tf would be written outside of the directory given"
    ]
    assert on_disk(tmp_path) == {"m/a.tf": "A", "m/b.tf": "b", "m/new.tpl": "x"}


def test_a_file_that_changed_since_it_was_read_is_left_and_all_others_too(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.tf": "a", "b.tf": "b"})
    written = apply(tmp_path, {"a.tf": "A", "b.tf": "B"}, between={"b.tf": "edited"})
    assert written.paths == ()
    assert said(written) == ["b.tf has changed since it was read"]
    assert on_disk(tmp_path) == {"a.tf": "a", "b.tf": "edited"}


def test_a_file_that_was_removed_or_created_meanwhile(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.tf": "a", "b.tf": "b"})
    (tmp_path / "sub").mkdir()
    workspace = load(discover(["."], cwd=str(tmp_path)))
    planned, _ = changes(workspace.modules, {"a.tf": "a", "b.tf": "b"}, {"a.tf": "A", "b.tf": "B", "n.tf": "n"})
    (tmp_path / "a.tf").unlink()
    (tmp_path / "n.tf").write_text("mine")
    assert said(write(planned)) == [
        "a.tf has been removed since it was read",
        "n.tf would be created, but exists already",
    ]
    assert on_disk(tmp_path) == {"b.tf": "b", "n.tf": "mine"}


def test_a_file_created_at_the_last_moment_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, {"a.tf": "a"})
    real = os.link

    def link(source: str, target: str) -> None:
        Path(target).write_text("mine")
        real(source, target)

    monkeypatch.setattr("tffix.cli.write.os.link", link)
    written = apply(tmp_path, {"a.tf": "A", "n.tf": "n"})
    assert said(written) == ["n.tf cannot be written: file exists"]
    assert on_disk(tmp_path) == {"a.tf": "a", "n.tf": "mine"}


def test_a_file_changed_at_the_last_moment_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, {"a.tf": "a", "b.tf": "b"})
    replace = Path.replace

    def and_meanwhile(self: Path, target: str) -> Path:
        if target.endswith("a.tf") and (tmp_path / "b.tf").read_text() == "b":
            (tmp_path / "b.tf").write_text("edited")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", and_meanwhile)
    written = apply(tmp_path, {"a.tf": "A", "b.tf": "B"})
    assert (written.paths, said(written)) == ((), ["b.tf has changed since it was read"])
    assert on_disk(tmp_path) == {"a.tf": "a", "b.tf": "edited"}


def test_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, {"a.tf": "a"})

    def link(source: str, target: str) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("tffix.cli.write.os.link", link)
    assert apply(tmp_path, {"n.tf": "n"}).paths == ("n.tf",)
    assert on_disk(tmp_path) == {"a.tf": "a", "n.tf": "n"}


@pytest.mark.parametrize("failing", ["b.tf", "c.tf"])
def test_when_a_later_file_fails_the_earlier_ones_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    files = {"a.tf": "a", "b.tf": "b", "c.tf": "c", "gone.tf": "g"}
    lay_out(tmp_path, files)
    (tmp_path / "a.tf").chmod(0o600)
    replace = Path.replace

    def broken(self: Path, target: str) -> Path:
        if target.endswith(failing):
            raise OSError(errno.EIO, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", broken)
    written = apply(tmp_path, {"a.tf": "A", "aa/new.tf": "n", "b.tf": "B", "c.tf": "C", "gone.tf": None})
    assert written.paths == ()
    assert said(written) == [f"{failing} cannot be written: input/output error"]
    assert on_disk(tmp_path) == files
    assert (tmp_path / "a.tf").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "aa").exists()


def test_what_could_not_be_put_back_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, {"a.tf": "a", "b.tf": "b"})
    replace = Path.replace
    calls: list[str] = []

    def broken(self: Path, target: str) -> Path:
        calls.append(target)
        if len(calls) > 1:
            raise OSError(errno.EIO, "Input/output error")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", broken)
    written = apply(tmp_path, {"a.tf": "A", "b.tf": "B"})
    assert written.paths == ("a.tf",)
    first, second = said(written)
    assert first == "b.tf cannot be written: input/output error"
    assert second.startswith("a.tf was written and cannot be put back: input/output error; what it held is in ")
    copy = Path(second.rpartition(" ")[2])
    assert copy.read_text() == "a"
    assert on_disk(tmp_path) == {"a.tf": "A", "b.tf": "b", copy.name: "a"}


def test_an_interrupt_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, {"a.tf": "a", "b.tf": "b"})
    replace = Path.replace

    def interrupted(self: Path, target: str) -> Path:
        if target.endswith("b.tf"):
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        apply(tmp_path, {"a.tf": "A", "b.tf": "B"})
    assert on_disk(tmp_path) == {"a.tf": "a", "b.tf": "b"}


def test_a_full_disk_is_noticed_before_anything_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, {"a.tf": "a", "b.tf": "b"})
    real, opened = os.open, []

    def full(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            opened.append(path)
            if len(opened) == 2:
                raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, flags, mode)

    monkeypatch.setattr("tffix.cli.write.os.open", full)
    written = apply(tmp_path, {"a.tf": "A", "b.tf": "B"})
    assert said(written) == ["b.tf cannot be written: no space left on device"]
    assert on_disk(tmp_path) == {"a.tf": "a", "b.tf": "b"}


def test_links_are_followed_inside_the_path_given_only(tmp_path: Path) -> None:
    lay_out(tmp_path, {"work/real/x.tf": "x", "outside.tf": "o"})
    (tmp_path / "work/in.tf").symlink_to("real/x.tf")
    (tmp_path / "work/out.tf").symlink_to("../outside.tf")
    assert apply(tmp_path, {"work/in.tf": "X"}, "work").paths == ("work/in.tf",)
    assert (tmp_path / "work/in.tf").is_symlink()
    assert (tmp_path / "work/real/x.tf").read_text() == "X"
    refused = "is a symbolic link that leads out of the directory given"
    assert said(apply(tmp_path, {"work/out.tf": "O"}, "work")) == [f"work/out.tf {refused}"]
    assert said(apply(tmp_path, {"work/in.tf": "Y"}, "work/in.tf")) == []
    (tmp_path / "work/real/up.tf").symlink_to("../in.tf")
    assert said(apply(tmp_path, {"work/real/up.tf": "Z"}, "work/real")) == []
    (tmp_path / "work/real/up.tf").unlink()
    (tmp_path / "work/real/up.tf").symlink_to("../../outside.tf")
    assert said(apply(tmp_path, {"work/real/up.tf": "Z"}, "work/real/up.tf")) == [f"work/real/up.tf {refused}"]
    assert (tmp_path / "outside.tf").read_text() == "o"


def test_a_link_that_was_turned_elsewhere_meanwhile(tmp_path: Path) -> None:
    lay_out(tmp_path, {"work/a/x.tf": "x", "elsewhere/x.tf": "x"})
    workspace = load(discover(["work"], cwd=str(tmp_path)))
    planned, _ = changes(workspace.modules, {"work/a/x.tf": "x"}, {"work/a/x.tf": "X"})
    (tmp_path / "work/a").rename(tmp_path / "work/b")
    (tmp_path / "work/a").symlink_to("../elsewhere")
    assert said(write(planned)) == ["work/a/x.tf would be written outside of the directory given"]
    assert (tmp_path / "elsewhere/x.tf").read_text() == "x"


def test_new_files_do_not_leave_through_a_link(tmp_path: Path) -> None:
    lay_out(tmp_path, {"work/main.tf": "m", "elsewhere/x": "x", "work/inside/x": "x"})
    (tmp_path / "work/tpl").symlink_to("../elsewhere")
    (tmp_path / "work/in").symlink_to("inside")
    assert said(apply(tmp_path, {"work/tpl/new.tpl": "n"}, "work")) == [
        "work/tpl/new.tpl would be written outside of the directory given"
    ]
    assert apply(tmp_path, {"work/in/new.tpl": "n"}, "work").paths == ("work/in/new.tpl",)
    assert (tmp_path / "work/inside/new.tpl").read_text() == "n"


def test_two_names_of_one_file(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.tf": "a"})
    (tmp_path / "b.tf").symlink_to("a.tf")
    assert apply(tmp_path, {"a.tf": "A", "b.tf": "A"}).paths == ("a.tf",)
    assert said(apply(tmp_path, {"a.tf": "1", "b.tf": "2"})) == ["a.tf and b.tf are one file, but would differ"]
    assert (tmp_path / "a.tf").read_text() == "A"


def test_a_read_only_file_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(tmp_path, {"a.tf": "a"})
    (tmp_path / "a.tf").chmod(0o444)
    if os.access(tmp_path / "a.tf", os.W_OK):  # root may write everything
        monkeypatch.setattr("tffix.cli.write.os.access", lambda *_: False)
    assert said(apply(tmp_path, {"a.tf": "A"})) == ["a.tf cannot be written: it is read-only"]


READ_ONLY = """
import os, sys
os.setgid(65534); os.setuid(65534)
from tffix.cli.write import Change, write
change = Change("a.tf", sys.argv[1] + "/a.tf", sys.argv[1], b"a", b"A")
created = Change("n.tf", sys.argv[1] + "/n.tf", sys.argv[1], None, b"n")
for planned in ([change], [created]):
    written = write(planned)
    print(written.paths, *written.errors)
"""


def test_a_read_only_directory_is_a_clean_error(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.tf": "a"})
    (tmp_path / "a.tf").chmod(0o666)
    tmp_path.chmod(0o555)
    try:
        if os.geteuid() != 0:
            assert said(apply(tmp_path, {"a.tf": "A"})) == ["a.tf cannot be written: permission denied"]
            return
        for parent in tmp_path.parents:  # root is not refused: ask as somebody else
            if not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o011)
        code = READ_ONLY.replace("os.setgid", "import tffix.cli.write; os.setgid", 1)
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip("this machine does not let root become somebody else")
        assert done.stdout.splitlines() == [
            "() a.tf cannot be written: permission denied",
            "() n.tf cannot be written: permission denied",
        ]
    finally:
        tmp_path.chmod(0o755)
    assert on_disk(tmp_path) == {"a.tf": "a"}


def test_standard_input_is_never_written(tmp_path: Path) -> None:
    lay_out(tmp_path, {"a.tf": "a"})
    workspace = load(discover(["-"], cwd=str(tmp_path), stdin_filename="a.tf"), stdin=b"typed")
    assert changes(workspace.modules, {"a.tf": "typed"}, {"a.tf": "TYPED"}) == ((), ())


def test_nothing_to_do(tmp_path: Path) -> None:
    assert write([]) == Written()
    assert write([Change("a.tf", str(tmp_path / "a.tf"), str(tmp_path), b"x", b"x")]) == Written()
