# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`detent install`, `update`, `uninstall`, `erase`, `enable`, `disable`, `sticky`, `dump`, `compact` on a
flash image: what is to happen happens, and all the rest stays as it is (ABI 4.4, 4.6, 4.9)."""

import json
import random
import resource
import struct
import subprocess
import tarfile

import pytest
import tbf_decoder as tbf
from conftest import DETENT, run_detent
from test_info import kernel

BASE, APPS_AT, FLASH_END = 0x10000, 0x4000, 0x20000
ROOM = FLASH_END - BASE - APPS_AT
KERNEL = kernel(base=BASE, apps=(BASE + APPS_AT, ROOM), size=APPS_AT)
ENABLED, STICKY = 1, 2


class Flash:
    """An image in a file, and what must hold for it at any time."""

    def __init__(self, path, unit="armv7m"):
        self.path, self.unit = path, unit

    @property
    def data(self):
        return self.path.read_bytes()

    @property
    def apps(self):
        """Address and object of each app, by name."""
        data = self.data
        objects = tbf.walk(data, APPS_AT)
        apps = {o.name: (BASE + at, o) for at, o in objects if o.header_size > 16}
        end = objects[-1][0] + objects[-1][1].total_size if objects else APPS_AT
        assert data[:APPS_AT] == KERNEL
        assert set(data[end:]) <= {0xFF} and (end == ROOM + APPS_AT or len(data) - end >= 8)
        assert len(apps) == sum(o.header_size > 16 for _, o in objects)
        for at, o in apps.values():
            assert tbf.coverable(at, o.total_size, self.unit)
        return apps

    @property
    def contents(self):
        return {name: o.data for name, (_, o) in self.apps.items()}

    def address(self, name):
        return self.apps[name][0]


@pytest.fixture
def flash(tmp_path):
    path = tmp_path / "image.bin"
    path.write_bytes(KERNEL + b"\xff" * 8)
    return Flash(path)


@pytest.fixture
def app(tmp_path):
    """Writes an object; gives its file name."""

    def write(name, total=512, file=None, **parts):
        file = file or f"{name}.tbf"
        (tmp_path / file).write_bytes(tbf.build(name=name, total=total, **parts))
        return file

    return write


@pytest.fixture
def install(flash, detent, app):
    def run(*names, total=512, **parts):
        files = [app(name, total=total, **parts) for name in names]
        return detent("install", "--arch", "cortex-m4", "image.bin", *files)

    return run


@pytest.fixture
def unchanged(flash, refused):
    """Runs a command that must be refused and must not touch the image; gives the reason."""

    def run(*arguments):
        before = flash.data
        error = refused(*arguments)
        assert flash.data == before
        assert [p.name for p in flash.path.parent.glob("image.bin*")] == ["image.bin"]
        return error

    return run


# ---- install ----


def test_apps_are_installed_as_they_are(flash, install, tmp_path):
    install("a", "b", "c", total=1024)
    for name in "abc":
        assert flash.contents[name] == (tmp_path / f"{name}.tbf").read_bytes()


def test_those_that_are_there_stay_where_they_are(flash, install):
    install("a", total=512)
    install("b", total=4096)
    before = flash.apps
    install("c", total=512)
    after = flash.apps
    assert after["a"][0] == before["a"][0] and after["b"][0] == before["b"][0]
    assert before["a"][0] < after["c"][0] < before["b"][0], "the gap is used"


def test_free_room_is_used_again(flash, install, detent):
    install("a", "b", "c", total=1024)
    hole = flash.address("b")
    detent("uninstall", "image.bin", "b")
    install("d", total=1024)
    assert flash.address("d") == hole


def test_flash_can_be_filled_to_the_last_byte(flash, install, unchanged, app):
    install(*(f"n{i}" for i in range(ROOM // 4096)), total=4096)
    assert len(flash.apps) == ROOM // 4096
    error = unchanged("install", "--arch", "cortex-m4", "image.bin", app("more"))
    assert "more.tbf: needs 512 bytes; 0 bytes are free" in error


def test_what_does_not_fit_says_why(unchanged, install, app):
    install("a", total=4096)
    error = unchanged("install", "--arch", "cortex-m4", "image.bin", app("big", total=65536))
    assert f"big.tbf: needs 65536 bytes; {ROOM - 4096} bytes are free" in error


def test_all_are_installed_or_none(unchanged, app, flash):
    unchanged("install", "--arch", "cortex-m4", "image.bin", app("a"), app("big", total=65536))
    assert flash.apps == {}


def test_a_name_that_is_taken_is_refused(unchanged, install, app):
    install("a")
    assert "an app a is installed at 0x14000 already; `detent update` replaces it" in unchanged(
        "install", "--arch", "cortex-m4", "image.bin", app("a", file="other.tbf")
    )


def test_one_name_twice_is_refused(unchanged, app):
    files = app("a"), app("a", file="other.tbf")
    assert "other.tbf: is called a, and so is a.tbf" in unchanged(
        "install", "--arch", "cortex-m4", "image.bin", *files
    )


def test_a_short_id_that_is_taken_is_refused(unchanged, install, app):
    short_id = tbf.tlv(tbf.SHORT_ID, struct.pack("<I", 0x1234))
    install("a", tlvs=short_id)
    assert "its ShortId 0x1234 is also that of a" in unchanged(
        "install", "--arch", "cortex-m4", "image.bin", app("b", tlvs=short_id)
    )


def test_a_broken_app_is_refused(unchanged, app, tmp_path):
    broken = tmp_path / app("a")
    broken.write_bytes(broken.read_bytes()[:-4])
    assert "total_size" in unchanged("install", "--arch", "cortex-m4", "image.bin", "a.tbf")


def archive(tmp_path, **members):
    """A tab as elf2tab makes it, and tockloader reads it."""
    metadata = (
        b'tab-version = 1\nname = "app"\nonly-for-boards = ""\nbuild-date = 2024-01-02T03:04:05Z\n'
    )
    (tmp_path / "metadata.toml").write_bytes(metadata)
    with tarfile.open(tmp_path / "app.tab", "w") as tab:
        tab.add(tmp_path / "metadata.toml", "metadata.toml")
        for number, (name, content) in enumerate(members.items()):
            (tmp_path / f"member{number}").write_bytes(content)
            tab.add(tmp_path / f"member{number}", name.replace("__", ".") + ".tbf")
    return "app.tab"


def test_the_architecture_is_chosen(flash, detent, tmp_path):
    tab = archive(
        tmp_path,
        **{
            a.replace("-", "-"): tbf.build(name=a, total=512)
            for a in ("cortex-m0", "cortex-m4", "rv32imc")
        },
    )
    detent("install", "--arch", "cortex-m3,cortex-m0", "image.bin", tab)
    assert list(flash.apps) == ["cortex-m0"]


def test_an_archive_for_other_machines_is_refused(unchanged, tmp_path):
    tab = archive(tmp_path, **{"cortex-m4": tbf.build(total=512)})
    assert "app.tab: has no member for this machine, only cortex-m4.tbf" in unchanged(
        "install", "--arch", "cortex-m0", "image.bin", tab
    )


def fixed(name, flash_address, ram, total=2048):
    """An object whose program is to lie at an address, 0x80 behind its start, as libtock-c has it."""
    probe = tbf.decode(tbf.build(name=name, fixed=(ram, flash_address)))
    trailer = 0x80 - probe.header_size
    return tbf.build(name=name, total=total, fixed=(ram, flash_address), trailer=trailer)


def test_addresses_are_chosen_that_are_free(flash, detent, tmp_path):
    slots = [(BASE + APPS_AT + 0x1000 * i + 0x80, 0x20004000 + 0x1000 * i) for i in range(3)]
    flash.unit = "riscv"
    for name in ("one", "two", "three"):
        members = {f"rv32imac__{f:#x}__{r:#x}": fixed(name, f, r) for f, r in slots}
        detent("install", "--arch", "rv32imac", "image.bin", archive(tmp_path, **members))
    assert [flash.address(name) for name in ("one", "two", "three")] == [f - 0x80 for f, _ in slots]
    done = run_detent(
        "install",
        "--arch",
        "rv32imac",
        "image.bin",
        archive(tmp_path, **{f"rv32imac__{f:#x}__{r:#x}": fixed("four", f, r) for f, r in slots}),
        cwd=tmp_path,
    )
    assert (
        done.status == 1 and "none of its 3 variants for this machine has a free place" in done.err
    )
    assert list(flash.apps) == ["one", "two", "three"]


def test_ram_that_is_not_there_is_refused(unchanged, tmp_path):
    (tmp_path / "app.tbf").write_bytes(fixed("a", BASE + APPS_AT + 0x80, 0x30000000))
    assert "bytes of RAM at 0x30000000; there are 0x20000000 to 0x20010000" in unchanged(
        "install",
        "--arch",
        "rv32imac",
        "--ram-start",
        "0x20000000",
        "--ram-end",
        "0x20010000",
        "image.bin",
        "app.tbf",
    )


@pytest.mark.parametrize(
    "arch, unit", [("cortex-m7", "armv7m"), ("cortex-m33", "armv8m"), ("rv32imc", "riscv")]
)
def test_places_suit_the_protection_unit(flash, detent, app, arch, unit):
    flash.unit = unit
    files = [app(f"n{i}", total=total) for i, total in enumerate((512, 4096, 1024, 2048, 512))]
    detent("install", "--arch", arch, "image.bin", *files)
    assert len(flash.apps) == 5
    end = max(at + o.total_size for at, o in flash.apps.values())
    assert unit == "armv7m" or end == BASE + APPS_AT + 8192


def test_a_machine_is_wanted(misused, flash, app):
    assert "--arch is wanted" in misused("install", "image.bin", app("a"))
    assert "`z80` is not known" in misused("install", "--arch", "z80", "image.bin", "a.tbf")


def test_the_end_of_flash_is_wanted(misused, flash, app):
    flash.path.write_bytes(b"\xa5" * APPS_AT + b"\xff" * 8)
    assert "--flash-end is wanted" in misused(
        "install", "--arch", "cortex-m4", "--at", APPS_AT, "image.bin", app("a")
    )


@pytest.mark.parametrize(
    "parts, why",
    [
        (dict(flags=0), "disabled"),
        (dict(kernel=(3, 0)), "wants another kernel version"),
        (dict(kernel=None), "names no kernel version"),
    ],
)
def test_what_no_kernel_starts_is_noted(flash, install, parts, why):
    assert f"image.bin: a is there, but no kernel starts it: {why}" in install("a", **parts).err
    assert list(flash.apps) == ["a"]
    assert install("b").err == ""


# ---- update ----


@pytest.fixture
def versioned(tmp_path):
    def write(name, version, total=512, file="new.tbf"):
        data = bytearray(tbf.build(name=name, total=total))
        struct.pack_into("<I", data, 16 + 4 + 16, version)
        (tmp_path / file).write_bytes(tbf.seal(bytes(data)))
        return file

    return write


def test_an_update_replaces_what_has_the_name(flash, install, detent, versioned, tmp_path):
    install("a", "b", "c")
    before = flash.apps
    detent("update", "--arch", "cortex-m4", "image.bin", versioned("b", 1))
    assert flash.contents["b"] == (tmp_path / "new.tbf").read_bytes()
    assert {n: flash.apps[n] for n in "ac"} == {n: before[n] for n in "ac"}
    assert flash.address("b") == before["b"][0]


def test_an_update_may_be_larger(flash, install, detent, versioned):
    install("a", "b", "c")
    detent("update", "--arch", "cortex-m4", "image.bin", versioned("a", 1, total=4096))
    assert flash.apps["a"][1].total_size == 4096


def test_an_update_that_does_not_fit_leaves_the_old(unchanged, install, versioned):
    install("a", "b")
    new = versioned("a", 1, total=65536)
    assert "new.tbf: needs 65536 bytes" in unchanged(
        "update", "--arch", "cortex-m4", "image.bin", new
    )


def test_a_downgrade_is_refused(flash, detent, unchanged, versioned):
    detent("install", "--arch", "cortex-m4", "image.bin", versioned("a", 7))
    old = versioned("a", 6, file="old.tbf")
    error = unchanged("update", "--arch", "cortex-m4", "image.bin", old)
    assert "old.tbf: is version 6 of a, and 7 is installed; --force goes back" in error
    detent("update", "--force", "--arch", "cortex-m4", "image.bin", old)
    assert flash.apps["a"][1].program[4] == 6


def test_of_several_with_one_name_that_is_updated_which_is_said(
    flash, detent, unchanged, misused, app, versioned
):
    """Which of them a board accepts is not to be seen in an image: an impostor may lie first or last."""
    twin, other = tbf.build(name="twin", total=512), tbf.build(name="other", total=512)
    flash.path.write_bytes(KERNEL + twin + other + twin + b"\xff" * 8)
    update = ("update", "--arch", "cortex-m4")
    new = versioned("twin", 3)
    assert "or 0x14400 (to update one: by --replace)" in unchanged(*update, "image.bin", new)
    assert "new.tbf: is called twin, and what is at 0x14200 is other" in unchanged(
        *update, "--replace", "0x14200", "image.bin", new
    )
    assert "there is no app 0x14004" in unchanged(*update, "--replace", "0x14004", "image.bin", new)
    for place in (0, 1024):
        detent(*update, "--replace", hex(0x14000 + place), "image.bin", new)
        at = [flash.data[APPS_AT + i : APPS_AT + i + 512] for i in (0, 512, 1024)]
        assert at[1] == other
        assert tbf.decode(at[place // 512]).program[4] == 3
        assert place == 1024 or at[2] == twin
    why = "--replace is for an image and one app"
    assert why in misused(*update, "--replace", "0x14000", "image.bin", new, app("a"))
    assert why in misused("update", "--replace", "0x14000", "--port", "unix:x", new)


def test_an_update_of_nothing_is_refused(unchanged, app):
    assert "no app a is installed; `detent install`" in unchanged(
        "update", "--arch", "cortex-m4", "image.bin", app("a")
    )


# ---- uninstall, erase, flags, dump ----


def test_an_app_is_uninstalled(flash, install, detent):
    install("a", "b", "c")
    before = flash.apps
    detent("uninstall", "image.bin", "b")
    assert flash.apps == {n: before[n] for n in "ac"}


def test_the_last_one_leaves_erased_flash(flash, install, detent):
    install("a", "b")
    detent("uninstall", "image.bin", "b", "a")
    assert flash.apps == {} and set(flash.data[APPS_AT:]) == {0xFF}


def test_what_is_not_there_is_told(unchanged, install):
    install("a")
    assert "image.bin: there is no app b in it" in unchanged("uninstall", "image.bin", "a", "b")


def test_sticky_apps_stay(flash, install, detent, unchanged):
    install("a", "b", "c")
    detent("sticky", "image.bin", "b")
    assert flash.apps["b"][1].flags == ENABLED | STICKY
    assert "b is sticky; --force" in unchanged("uninstall", "image.bin", "b")
    assert "b is sticky and stays" in detent("erase", "image.bin").err
    assert list(flash.apps) == ["b"]
    detent("sticky", "--off", "image.bin", "b")
    detent("uninstall", "image.bin", "b")
    assert flash.apps == {}


@pytest.mark.parametrize("command", [("erase", "image.bin"), ("uninstall", "image.bin", "a")])
def test_force_takes_sticky_apps(flash, install, detent, command):
    install("a", flags=ENABLED | STICKY)
    detent(command[0], "--force", *command[1:])
    assert flash.apps == {}


def test_apps_are_disabled_and_enabled(flash, install, detent):
    install("a", "b")
    before = flash.data
    detent("disable", "image.bin", "a")
    assert flash.apps["a"][1].flags == 0 and flash.apps["b"][1].flags == ENABLED
    assert "a (disabled)" in detent("list", "image.bin").out
    detent("enable", "image.bin", "a")
    assert flash.data == before


@pytest.mark.parametrize("command", ["disable", "sticky"])
def test_credentials_forbid_other_flags(flash, install, detent, app, unchanged, command):
    app("a", total=1024)
    detent("sign", "a.tbf")
    detent("install", "--arch", "cortex-m4", "image.bin", "a.tbf")
    assert "a has credentials, which cover its flags" in unchanged(command, "image.bin", "a")
    detent("enable", "image.bin", "a")
    detent(command, "--force", "image.bin", "a")
    detent("dump", "-o", "out.tbf", "image.bin", "a")
    assert run_detent("verify", "out.tbf", cwd=flash.path.parent).status == 1


def test_a_dump_is_what_was_installed(install, detent, tmp_path):
    install("a", "b")
    detent("dump", "-o", "out.tbf", "image.bin", "b")
    assert (tmp_path / "out.tbf").read_bytes() == (tmp_path / "b.tbf").read_bytes()


def test_one_of_two_with_one_name_is_said_by_address(flash, detent, unchanged, tmp_path):
    twin = tbf.build(name="twin", total=512)
    flash.path.write_bytes(KERNEL + twin + twin + b"\xff" * 8)
    error = unchanged("uninstall", "image.bin", "twin")
    assert "several apps are called twin; say the address, as 0x14000 or 0x14200" in error
    detent("uninstall", "image.bin", "0x14200")
    assert flash.address("twin") == 0x14000


# ---- compact ----


def test_compact_joins_the_free_room(flash, install, detent, app):
    install("a", "b", "c", "d", total=2048)
    detent("uninstall", "image.bin", "a", "c")
    before = flash.contents
    out = detent("compact", "--arch", "cortex-m4", "image.bin").out
    assert out == f"{ROOM - 4096} bytes are free in one piece; before, {ROOM - 8192}\n"
    assert flash.contents == before and list(flash.apps) == ["b", "d"]
    detent("install", "--arch", "cortex-m4", "image.bin", app("big", total=32768))


def test_compact_puts_the_largest_first_if_that_gains(flash, install, detent):
    install("small", total=512)
    install("large", total=16384)
    detent("compact", "--arch", "cortex-m4", "image.bin")
    assert list(flash.apps) == ["large", "small"]


def test_compact_changes_nothing_if_nothing_is_gained(flash, install, detent):
    install("a", "b")
    before = flash.data
    assert "nothing to gain" in detent("compact", "--arch", "cortex-m4", "image.bin").out
    assert flash.data == before


def test_what_has_an_address_stays(flash, install, detent, tmp_path):
    install("a", total=4096)
    at = FLASH_END - 0x800
    (tmp_path / "f.tbf").write_bytes(fixed("f", at + 0x80, tbf.ANY))
    detent("install", "--arch", "cortex-m4", "image.bin", "f.tbf")
    install("b", total=512)
    detent("uninstall", "image.bin", "a")
    detent("compact", "--arch", "cortex-m4", "image.bin")
    assert flash.address("f") == at and flash.address("b") == BASE + APPS_AT


# ---- Lists that are not sound ----


def test_a_corrupt_object_stays_and_can_be_removed(flash, install, detent, unchanged):
    install("a", "b", "c")
    data = bytearray(flash.data)
    data[APPS_AT + 512 + 12] ^= 1
    flash.path.write_bytes(data)
    install("d")
    assert flash.data[APPS_AT : APPS_AT + 1536] == data[APPS_AT : APPS_AT + 1536]
    assert "is corrupt" in unchanged("disable", "image.bin", hex(BASE + APPS_AT + 512))
    detent("uninstall", "image.bin", hex(BASE + APPS_AT + 512))
    assert sorted(flash.apps) == ["a", "c", "d"]


def test_a_list_that_breaks_off_is_not_written(flash, install, unchanged, app):
    install("a", "b")
    data = bytearray(flash.data)
    struct.pack_into("<I", data, APPS_AT + 512 + 4, 0x7FFFFFFF)
    flash.path.write_bytes(data)
    assert "total_size" in unchanged("install", "--arch", "cortex-m4", "image.bin", app("c"))
    assert "total_size" in unchanged("uninstall", "image.bin", "a")


def test_what_lies_behind_the_apps_stays(flash, install, detent):
    behind = bytes(range(256)) * 4
    flash.path.write_bytes((KERNEL + b"\xff" * ROOM) + behind)
    install("a", "b")
    detent("uninstall", "image.bin", "a")
    assert flash.data[APPS_AT + ROOM :] == behind and len(flash.data) == APPS_AT + ROOM + 1024


# ---- A machine that stops ----


@pytest.mark.parametrize("written", [0, 1, 100, APPS_AT, APPS_AT + 700])
def test_who_is_killed_while_writing_leaves_the_old_image(flash, install, app, written):
    install("a")
    before = flash.data

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    done = subprocess.run(
        [DETENT, "install", "--arch", "cortex-m4", "image.bin", app("b", total=1024)],
        cwd=flash.path.parent,
        preexec_fn=limit,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert flash.data == before
    install("c")
    assert sorted(flash.apps) == ["a", "c"]


# ---- Anything after anything ----


def test_any_sequence_keeps_what_it_should(flash, app, tmp_path):
    numbers = random.Random(5)
    model, count = {}, 0

    def run(*arguments):
        return run_detent(*arguments, cwd=tmp_path)

    for step in range(80):
        before = flash.apps
        kind = numbers.choice(["install"] * 4 + ["update", "uninstall", "uninstall", "compact"])
        name = numbers.choice(sorted(model) or ["nobody"])
        total = numbers.choice([512, 512, 1024, 1536, 2048, 8192])
        if kind == "install":
            name = f"app{step}"
        if kind in ("install", "update"):
            result = run(
                kind,
                "--arch",
                "cortex-m4",
                "image.bin",
                app(name, total=total, ram=step, file="x.tbf"),
            )
            if result.status == 0:
                model[name] = (tmp_path / "x.tbf").read_bytes()
        elif kind == "uninstall":
            result = run(kind, "image.bin", name)
            if result.status == 0:
                del model[name]
        else:
            result = run(kind, "--arch", "cortex-m4", "image.bin")
            assert result.status == 0
        count += result.status == 0
        assert flash.contents == model
        if kind != "compact":
            moved = [n for n, place in before.items() if n != name and flash.apps[n] != place]
            assert not moved
    assert count > 40


# ---- Images that somebody has damaged ----


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_image_is_refused_or_stays_sound(flash, install, app, tmp_path, seed):
    """What is not refused leaves a list on which every app stands that stood on it before."""
    install("a", "b", total=1024)
    install("c", total=2048, flags=ENABLED | STICKY)
    numbers, good = random.Random(seed), flash.data
    new = app("new", total=1024)
    done = 0
    for _ in range(8):
        data = bytearray(good)
        for _ in range(numbers.randrange(1, 4)):
            start = numbers.choice([APPS_AT, APPS_AT + 1024, APPS_AT + 2048])
            data[start + numbers.randrange(90)] = numbers.choice([0, 1, 0x80, 0xFF])
        flash.path.write_bytes(data)
        before = listed(tmp_path)
        command = numbers.choice(
            [
                ("install", "--arch", "cortex-m4", "image.bin", new),
                ("uninstall", "image.bin", "a"),
                ("disable", "--force", "image.bin", "b"),
                ("compact", "--arch", "cortex-m4", "image.bin"),
            ]
        )
        result = run_detent(*command, cwd=tmp_path)
        if result.status != 0:
            assert flash.data == data
            continue
        done += 1
        gone = {"a"} if command[0] == "uninstall" else set()
        assert listed(tmp_path) - {"new"} == before - gone
        assert flash.data[:APPS_AT] == KERNEL
    assert done > 0


def listed(folder):
    """The names of the apps that a kernel would look at."""
    result = run_detent("list", "--json", "image.bin", cwd=folder)
    objects = json.loads(result.out)["objects"]
    return {o["name"] for o in objects if o["type"] in ("app", "skipped")}
