# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`detent tab`: bundles of TBF objects (ABI 4.7)."""

import io
import os
import tarfile
import time
import tomllib

import pytest
import tbf_decoder as tbf


@pytest.fixture
def bundle(detent, tmp_path):
    (tmp_path / "cortex-m3.tbf").write_bytes(tbf.build(name="blink", total=512))
    (tmp_path / "other.tbf").write_bytes(tbf.build(name="other", total=1024, kernel=(2, 1)))

    def run(*arguments):
        detent("tab", "-o", "out.tab", *arguments)
        return tarfile.open(tmp_path / "out.tab")

    return run


def metadata(archive):
    text = archive.extractfile("metadata.toml").read().decode()
    return tomllib.loads(text), text


def test_metadata_comes_first_then_the_members_in_order(bundle):
    archive = bundle(
        "--name", "blink", "cortex-m3.tbf", "rv32imac.0x20040080.0x80002800.tbf=other.tbf"
    )
    assert archive.getnames() == [
        "metadata.toml",
        "cortex-m3.tbf",
        "rv32imac.0x20040080.0x80002800.tbf",
    ]


def test_members_are_the_objects_byte_for_byte(bundle, tmp_path):
    archive = bundle("cortex-m3.tbf", "cortex-m4.tbf=other.tbf")
    assert archive.extractfile("cortex-m3.tbf").read() == (tmp_path / "cortex-m3.tbf").read_bytes()
    assert archive.extractfile("cortex-m4.tbf").read() == (tmp_path / "other.tbf").read_bytes()


def test_the_archive_is_ustar(bundle, tmp_path):
    bundle("cortex-m3.tbf")
    assert (tmp_path / "out.tab").read_bytes()[257:265] == b"ustar\x0000"


def test_metadata_says_what_was_asked(bundle):
    keys, _ = metadata(
        bundle(
            "--name",
            'a "b" \\ \t c',
            "--only-for-boards",
            "imix,hail",
            "--minimum-kernel",
            "2.3",
            "cortex-m3.tbf",
        )
    )
    assert keys["tab-version"] == 1
    assert keys["name"] == 'a "b" \\ \t c'
    assert keys["only-for-boards"] == "imix,hail"


def test_the_kernel_requirement_goes_under_both_keys(bundle):
    keys, _ = metadata(bundle("--minimum-kernel", "2.3", "cortex-m3.tbf"))
    assert keys["minimum-tock-kernel-version"] == keys["tock-kernel-version"] == "2.3"


def test_without_the_option_the_objects_say_which_kernel(bundle):
    keys, _ = metadata(bundle("cortex-m4.tbf=other.tbf", "cortex-m3.tbf"))
    assert keys["tock-kernel-version"] == "2.2"
    keys, _ = metadata(bundle("cortex-m4.tbf=other.tbf"))
    assert keys["tock-kernel-version"] == "2.1"


def test_the_name_is_that_of_the_first_object_unless_given(bundle):
    assert metadata(bundle("cortex-m3.tbf", "cortex-m4.tbf=other.tbf"))[0]["name"] == "blink"


def test_boards_may_be_left_out(bundle):
    assert "only-for-boards" not in metadata(bundle("cortex-m3.tbf"))[0]


def test_the_build_date_is_a_bare_timestamp(bundle):
    keys, text = metadata(bundle("cortex-m3.tbf"))
    assert abs(keys["build-date"].timestamp() - time.time()) < 60
    assert 'build-date = "' not in text


def test_deterministic_archives_are_equal(bundle, tmp_path):
    archive = bundle("--deterministic", "cortex-m3.tbf")
    first = (tmp_path / "out.tab").read_bytes()
    time.sleep(1.1)
    bundle("--deterministic", "cortex-m3.tbf")
    assert (tmp_path / "out.tab").read_bytes() == first
    assert "build-date" not in metadata(archive)[0]
    assert all((m.mtime, m.uid, m.gid, m.mode) == (0, 0, 0, 0o644) for m in archive)


def test_a_path_may_hold_an_equals_sign(bundle, tmp_path):
    folder = tmp_path / "a=b"
    folder.mkdir()
    (folder / "cortex-m3.tbf").write_bytes(tbf.build())
    assert bundle("a=b/cortex-m3.tbf").getnames()[1] == "cortex-m3.tbf"


@pytest.mark.parametrize(
    "word, data",
    [
        ("header", b""),
        ("version", b"hello, this is a text"),
        ("total_size", tbf.build(total=512)[:300]),
        ("goes on", tbf.build(total=512) + b"more"),
        ("checksum", tbf.build()[:12] + bytes(4) + tbf.build()[16:]),
        ("padding", tbf.seal(b"\x02\0\x10\0" + b"\x20\0\0\0" + bytes(24))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_a_valid_object_is_refused(refused, tmp_path, word, data):
    (tmp_path / "cortex-m3.tbf").write_bytes(data)
    assert word in refused("tab", "-o", "out.tab", "cortex-m3.tbf")
    assert not (tmp_path / "out.tab").exists()


@pytest.mark.parametrize(
    "argument", ["x.bin=cortex-m3.tbf", ".tbf=cortex-m3.tbf", "a/b.tbf=cortex-m3.tbf"]
)
def test_a_member_needs_a_name_that_tools_understand(misused, refused, tmp_path, argument):
    (tmp_path / "cortex-m3.tbf").write_bytes(tbf.build())
    if argument.startswith("x.bin"):  # then all of it is a path, whose last part is a fine name
        refused("tab", "-o", "out.tab", argument)
    else:
        misused("tab", "-o", "out.tab", argument)


def test_two_members_of_one_name_are_refused(misused, tmp_path):
    (tmp_path / "cortex-m3.tbf").write_bytes(tbf.build())
    assert "two members" in misused("tab", "-o", "out.tab", "cortex-m3.tbf", "cortex-m3.tbf")


def test_the_kernel_requirement_is_a_version(misused, tmp_path):
    (tmp_path / "cortex-m3.tbf").write_bytes(tbf.build())
    misused("tab", "-o", "out.tab", "cortex-m3.tbf", "--minimum-kernel", "new")


def test_the_name_is_text(misused, tmp_path):
    (tmp_path / "cortex-m3.tbf").write_bytes(tbf.build())
    misused("tab", "-o", "out.tab", "cortex-m3.tbf", "--name", os.fsdecode(b"\xff"))


def test_something_to_bundle_is_wanted(misused):
    misused("tab", "-o", "out.tab")
    misused("tab", "cortex-m3.tbf")


def test_a_member_name_too_long_for_ustar_is_refused(refused, tmp_path):
    (tmp_path / "cortex-m3.tbf").write_bytes(tbf.build())
    name = "rv32imac." + "0x20040080." * 12 + "tbf"
    assert "too long" in refused("tab", "-o", "out.tab", f"{name}=cortex-m3.tbf")


# Reading archives back


def test_archives_of_other_tools_are_read(detent, tmp_path):
    """GNU format, a leading ./ and a folder entry."""
    with tarfile.open(tmp_path / "gnu.tab", "w", format=tarfile.GNU_FORMAT) as archive:
        folder = tarfile.TarInfo("./")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, data in (
            ("metadata.toml", b'name = "x"\n'),
            ("./cortex-m3.tbf", tbf.build(name="gnu")),
        ):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    out = detent("inspect", "gnu.tab").out
    assert "gnu" in out and 'name = "x"' in out


def test_an_archive_without_programs_is_refused(refused, tmp_path):
    with tarfile.open(tmp_path / "none.tab", "w") as archive:
        info = tarfile.TarInfo("metadata.toml")
        archive.addfile(info, io.BytesIO(b""))
    assert "holds no program" in refused("inspect", "none.tab")


def test_a_truncated_archive_is_refused(bundle, refused, tmp_path):
    bundle("cortex-m3.tbf")
    data = (tmp_path / "out.tab").read_bytes()
    (tmp_path / "cut.tab").write_bytes(data[:1700])
    assert "archive" in refused("inspect", "cut.tab")
