# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`detent image`: a kernel and apps as they lie in flash (ABI 4.1, 4.4, 4.6, 4.9)."""

import io
import random
import struct
import tarfile

import pytest
import tbf_decoder as tbf
from conftest import run_detent

APPS_AT, FLASH_END = 0xC000, 0x40000
KERNEL = bytes(range(256)) * 16
PADDING_HEADER = 16


class Image:
    def __init__(self, data, err, apps_at=APPS_AT, base=0):
        self.data, self.err, self.base, self.apps_at = data, err, base, apps_at
        self.objects = [(offset + base, o) for offset, o in tbf.walk(data, apps_at - base)]
        self.apps = [(at, o) for at, o in self.objects if o.header_size > PADDING_HEADER]

    @property
    def end(self):
        at, last = self.objects[-1] if self.objects else (self.apps_at, None)
        return at + (last.total_size if last else 0)

    @property
    def names(self):
        return [o.name for _, o in self.apps]

    def place(self, name):
        ((at, o),) = [(at, o) for at, o in self.apps if o.name == name]
        return at, o


@pytest.fixture
def files(tmp_path):
    """Writes files; gives their names."""
    (tmp_path / "kernel.bin").write_bytes(KERNEL)

    def write(**contents):
        for name, content in contents.items():
            (tmp_path / f"{name}.tbf").write_bytes(content)
        return [f"{name}.tbf" for name in contents]

    return write


def arguments(apps, apps_at=APPS_AT, end=FLASH_END, base=0):
    return [
        "image",
        "--kernel",
        "kernel.bin",
        "--apps-at",
        apps_at,
        "--flash-end",
        end,
        "--flash-base",
        base,
        "-o",
        "out.bin",
        *apps,
    ]


@pytest.fixture
def compose(detent, files, tmp_path):
    """Composes an image and checks what must hold for each."""

    def run(*options, apps_at=APPS_AT, end=FLASH_END, base=0, unit="armv7m", **contents):
        given = [] if unit == "armv7m" else ["--protection", unit]
        result = detent(*arguments(files(**contents), apps_at, end, base), *given, *options)
        image = Image((tmp_path / "out.bin").read_bytes(), result.err, apps_at, base)
        check(image, end, unit)
        return image

    return run


@pytest.fixture
def refuse(refused, files, tmp_path):
    def run(*options, apps_at=APPS_AT, end=FLASH_END, **contents):
        line = refused(*arguments(files(**contents), apps_at, end), *options)
        assert not (tmp_path / "out.bin").exists()
        return line

    return run


def check(image, flash_end, unit="armv7m"):
    """The kernel is where it was, apps can be protected, and the list ends where it should."""
    assert image.data[: len(KERNEL)] == KERNEL
    room = image.data[len(KERNEL) : image.apps_at - image.base]
    assert room == b"\xff" * len(room)
    for at, app in image.apps:
        assert tbf.coverable(at, app.total_size, unit)
        if tbf.FIXED in app.types and app.words(tbf.FIXED)[1] != tbf.ANY:
            assert at + app.protected_size == app.words(tbf.FIXED)[1]
    for _, padding in [x for x in image.objects if x not in image.apps]:
        assert padding.flags == 0 and padding.total_size >= PADDING_HEADER
    tail = image.data[image.end - image.base :]
    assert tail == b"\xff" * min(8, flash_end - image.end)


def app(name, total=None, **options):
    return tbf.build(name=name, total=total, **options)


def fixed(name, start, total=512, protected=128, ram=tbf.ANY, **options):
    """A program for a fixed place, whose object would start at `start`."""
    header = tbf.decode(tbf.build(name=name, fixed=(ram, 0), **options)).header_size
    return tbf.build(
        name=name,
        total=total,
        fixed=(ram, start + protected),
        trailer=protected - header,
        **options,
    )


def same_program(before, after):
    return (
        before.binary == after.binary
        and before.entry - before.protected_size == after.entry - after.protected_size
    )


# The image


def test_an_image_without_apps_ends_the_list_at_once(compose):
    image = compose()
    assert image.objects == [] and len(image.data) == APPS_AT + 8


def test_one_app_lies_at_the_start_of_the_list(compose, tmp_path):
    image = compose(one=app("one", 4096))
    assert image.data[APPS_AT : APPS_AT + 4096] == (tmp_path / "one.tbf").read_bytes()


def test_apps_that_fit_follow_each_other(compose):
    image = compose(a=app("a", 4096), b=app("b", 4096), c=app("c", 512))
    assert [at for at, _ in image.objects] == [0xC000, 0xD000, 0xE000]


def test_a_gap_before_an_aligned_app_is_padding(compose):
    image = compose(a=app("a", 512), b=app("b", 4096))
    at, _ = image.place("b")
    assert at == 0xC400  # a sixteenth into a region of 8 KiB is enough
    assert [o.header_size for _, o in image.objects][1] == PADDING_HEADER


def test_the_flash_base_is_where_the_file_begins(compose):
    base = 0x10000000
    image = compose(
        base=base,
        apps_at=base + 0x8000,
        end=base + 0x20000,
        a=app("a", 4096),
        f=fixed("f", base + 0x10000),
    )
    assert image.place("a")[0] == base + 0x8000
    assert image.place("f")[0] == base + 0x10000


def test_the_list_may_fill_flash_to_the_last_byte(compose):
    image = compose(end=APPS_AT + 4096, a=app("a", 4096))
    assert len(image.data) == APPS_AT + 4096


def test_almost_full_flash_is_erased_to_its_end(compose):
    image = compose(end=APPS_AT + 4100, a=app("a", 4096))
    assert len(image.data) == APPS_AT + 4100


def test_apps_may_begin_at_an_odd_place(compose):
    image = compose(apps_at=APPS_AT + 4, a=app("a", 512))
    assert image.place("a")[0] == APPS_AT + 128


def test_a_gap_too_small_for_padding_is_avoided(compose):
    assert compose(apps_at=APPS_AT + 48, a=app("a", 256)).place("a")[0] == APPS_AT + 64
    assert compose(apps_at=APPS_AT + 52, a=app("a", 256)).place("a")[0] == APPS_AT + 128


# Order


def test_apps_keep_their_order(compose):
    image = compose(c=app("c", 512), a=app("a", 2048), b=app("b", 512))
    assert image.names == ["c", "a", "b"]


def test_an_app_goes_into_an_earlier_gap_only_if_it_must(compose):
    blocker = fixed("f", APPS_AT + 4096, 4096)
    image = compose(end=APPS_AT + 16384, f=blocker, big=app("big", 8192), small=app("small", 4096))
    assert image.names == ["small", "f", "big"]


def test_if_the_order_does_not_fit_the_largest_come_first(compose):
    end = APPS_AT + 4096 + 512
    assert compose(end=end, s=app("s", 512), big=app("big", 4096)).names == ["big", "s"]


# Fixed apps


def test_a_fixed_app_lies_where_it_must(compose):
    image = compose(f=fixed("f", 0x30000))
    assert image.place("f")[0] == 0x30000
    assert image.objects[0][1].total_size == 0x30000 - APPS_AT  # padding


def test_fixed_and_movable_apps_can_be_mixed(compose):
    image = compose(
        a=app("a", 4096),
        f=fixed("f", APPS_AT + 4096),
        b=app("b", 4096),
        g=fixed("g", APPS_AT + 0x4000),
    )
    assert image.names == ["a", "f", "b", "g"]


def test_movable_apps_never_touch_fixed_ones(compose):
    apps = {f"a{i}": app(f"a{i}", 4096) for i in range(6)}
    image = compose(f=fixed("f", APPS_AT + 0x2200), g=fixed("g", APPS_AT + 0x5000), **apps)
    ends = [at + o.total_size for at, o in image.objects]
    assert all(end == at for end, (at, _) in zip(ends, image.objects[1:]))
    assert len(image.apps) == 8


def test_an_app_fixed_in_ram_alone_is_movable(compose):
    assert compose(a=app("a", 512, fixed=(0x20000000, tbf.ANY))).place("a")[0] == APPS_AT


def test_a_fixed_app_given_twice_is_refused(refuse):
    line = refuse("f.tbf", f=fixed("f", 0x30000))
    assert line == "detent: f.tbf: needs 512 bytes at 0x30000, which f.tbf already has"


def test_fixed_apps_that_overlap_are_refused(refuse):
    assert "which f.tbf already has" in refuse(f=fixed("f", 0x30000, 1024), g=fixed("g", 0x30200))


@pytest.mark.parametrize("start", [0x8000, APPS_AT - 0x200, FLASH_END - 0x80, 0x50000])
def test_a_fixed_app_outside_the_flash_for_apps_is_refused(refuse, start):
    assert "there are 0xc000 to 0x40000 for apps" in refuse(f=fixed("f", start))


def test_an_address_too_low_for_the_header_is_refused(refuse):
    assert "no room for the header" in refuse(f=app("f", 512, fixed=(tbf.ANY, 0x10)))


# Re-basing (ABI 4.9)


def test_a_fixed_app_at_an_unsuitable_start_gets_a_larger_protected_region(compose):
    before = fixed("f", 0x30100, 4096)  # 4096 bytes want a start at a multiple of 1024
    image = compose(f=before)
    at, after = image.place("f")
    before = tbf.decode(before)
    assert at == 0x30000 and after.total_size == 4096
    assert after.protected_size == before.protected_size + 0x100
    assert after.program[0] == before.program[0] + 0x100
    assert after.binary_end == before.binary_end + 0x100
    assert same_program(before, after)
    assert after.data[after.header_size : after.protected_size] == bytes(after.program[1])
    assert "starts at 0x30000 instead of 0x30100" in image.err


def test_re_basing_moves_the_writeable_regions_along(compose):
    region = tbf.tlv(tbf.WFR, struct.pack("<II", 140, 32))
    image = compose(f=fixed("f", 0x30100, 4096, protected=256, tlvs=region))
    assert image.place("f")[1].regions == [(140 + 0x100, 32)]


def test_re_basing_shrinks_the_reserved_footer(compose):
    before = fixed("f", 0x30100, 4096)
    (_, reserved) = tbf.decode(before).footers[0]
    (_, left) = compose(f=before).place("f")[1].footers[0]
    assert len(left) == len(reserved) - 0x100


def test_re_basing_a_full_object_makes_it_larger(compose):
    before = fixed("f", 0x30020, None, protected=128, body=bytes(4096 - 128))
    image = compose(f=before)
    at, after = image.place("f")
    assert at == 0x30000 and after.total_size >= 4096 + 0x20
    assert same_program(tbf.decode(before), after)


def test_re_basing_without_a_program_tlv_adds_a_plain_tail(compose):
    before = fixed("f", 0x30020, None, protected=128, body=bytes(512 - 128), program=False)
    ((at, after),) = compose(f=before).apps
    _, trailer, _ = after.words(tbf.MAIN)
    assert at == 0x30000 and after.header_size + trailer == 128 + 0x20
    assert after.data[160 : 160 + 384] == bytes(384)


def test_an_app_with_credentials_is_never_re_based(refuse):
    signed = fixed("f", 0x30100, 4096, footers=tbf.footer(tbf.SHA256, bytes(32)))
    assert "credentials forbid" in refuse(f=signed)


def test_an_app_with_credentials_in_a_good_place_is_fine(compose, tmp_path):
    compose(f=fixed("f", 0x30000, 4096, footers=tbf.footer(tbf.SHA256, bytes(32))))
    assert (tmp_path / "f.tbf").read_bytes() in (tmp_path / "out.bin").read_bytes()


def test_re_basing_never_reaches_into_a_neighbour(refuse):
    assert "cannot be covered" in refuse(f=fixed("f", 0x30000, 512), g=fixed("g", 0x30220, 4096))


# Growing


@pytest.mark.parametrize("total", [132, 520, 1000, 3000, 4100, 5000, 70004])
def test_a_size_that_no_region_covers_is_raised(compose, total):
    before = app("a", total)
    image = compose(a=before)
    after = image.place("a")[1]
    assert after.total_size > total and after.total_size - total < max(64, total // 4)
    assert same_program(tbf.decode(before), after)
    assert f"total_size is raised from {total} to {after.total_size}" in image.err
    assert all(fmt == tbf.RESERVED for fmt, _ in after.footers)


def test_a_size_that_a_part_of_a_region_covers_is_left_alone(compose):
    image = compose(a=app("a", 5120), b=app("b", 96 * 1024))
    assert [o.total_size for _, o in image.apps] == [5120, 96 * 1024]
    assert image.err == ""


def test_an_object_without_program_grows_by_a_plain_tail(compose):
    before = app("a", 520, program=False)
    image = compose(a=before)
    ((_, after),) = image.apps
    assert after.total_size == 640 and after.data[16:520] == before[16:520]
    assert after.data[520:] == bytes(120)


def test_an_object_with_credentials_never_grows(refuse):
    assert "credentials forbid" in refuse(
        a=app("a", 1000, footers=tbf.footer(tbf.SHA256, bytes(32)))
    )


# What does not fit


def test_an_app_that_does_not_fit_says_how_much_is_missing(refuse):
    line = refuse(end=APPS_AT + 6144, a=app("a", 4096), b=app("b", 4096))
    assert line == "detent: b.tbf: needs 4096 bytes; 2048 bytes are free"


def test_room_in_pieces_is_told_apart(refuse):
    line = refuse(
        end=APPS_AT + 4096,
        f=fixed("f", APPS_AT + 512),
        g=fixed("g", APPS_AT + 2560),
        a=app("a", 2048),
    )
    assert "but in no suitable place" in line


def test_a_kernel_too_large_is_refused(refuse):
    line = refuse(apps_at=0x800)
    assert line == "detent: kernel.bin: needs 4096 bytes; 2048 bytes are free before the apps"


def test_a_kernel_as_elf_is_refused(refused, files, elves):
    files()
    assert "ELF" in refused(
        "image", "--kernel", elves["pic"], "--apps-at", 0xC000, "--flash-end", 0x40000, "-o", "x"
    )


# RAM


def test_fixed_ram_must_be_there(refuse, compose):
    ram = ("--ram-start", "0x20001000", "--ram-end", "0x20010000")
    assert "bytes of RAM at 0x20000000" in refuse(
        *ram, a=app("a", 512, fixed=(0x20000000, tbf.ANY))
    )
    assert "bytes of RAM" in refuse(*ram, a=app("a", 512, fixed=(0x2000F900, tbf.ANY), ram=2048))
    compose(*ram, a=app("a", 512, fixed=(0x2000F800, tbf.ANY), ram=2048))


def test_two_apps_for_one_place_in_ram_are_noted(compose):
    image = compose(
        a=app("a", 512, fixed=(0x20000000, tbf.ANY)), b=app("b", 512, fixed=(0x20000400, tbf.ANY))
    )
    assert "also that of a.tbf" in image.err


# Archives


@pytest.fixture
def archive(detent, files):
    def run(name, **members):
        arguments = []
        for member, content in members.items():
            files(**{member: content})
            arguments.append(
                f"{member.replace('cortex_', 'cortex-').replace('__', '.')}.tbf={member}.tbf"
            )
        detent("tab", "-o", f"{name}.tab", *arguments)
        return f"{name}.tab"

    return run


def test_the_member_for_the_machine_is_taken(compose, archive):
    tab = archive(
        "x", rv32imc=app("riscv", 512), cortex_m0=app("m0", 512), cortex_m3=app("m3", 512)
    )
    assert compose(tab).names == ["m3"]
    assert compose(tab, "--arch", "cortex-m4,cortex-m0").names == ["m0"]
    assert compose(tab, "--arch", "cortex-m0", "--arch", "cortex-m3").names == ["m0"]


def test_an_archive_for_other_machines_is_refused(refuse, archive):
    tab = archive("x", rv32imc=app("riscv", 512), cortex_m4=app("m4", 512))
    assert "only rv32imc.tbf, cortex-m4.tbf" in refuse(tab)


def test_among_fixed_members_one_that_fits_is_taken(compose, archive):
    tab = archive(
        "x",
        cortex_m3__1=fixed("low", 0x8000),
        cortex_m3__2=fixed("mid", 0x20000),
        cortex_m3__3=fixed("high", 0x30000),
    )
    assert compose(tab).names == ["mid"]


def test_the_same_archive_twice_takes_two_places(compose, archive):
    tab = archive("x", cortex_m3__2=fixed("mid", 0x20000), cortex_m3__3=fixed("high", 0x30000))
    assert compose(tab, tab).names == ["mid", "high"]


def test_members_that_share_ram_are_not_taken_together(compose, archive):
    tab = archive(
        "x",
        cortex_m3__1=fixed("one", 0x20000, ram=0x20000000),
        cortex_m3__2=fixed("two", 0x28000, ram=0x20000000),
        cortex_m3__3=fixed("three", 0x30000, ram=0x20004000),
    )
    assert compose(tab, tab).names == ["one", "three"]


def test_an_archive_none_of_whose_members_fits_says_why(refuse, archive):
    tab = archive("x", cortex_m3__1=fixed("low", 0x8000))
    assert "x.tab(cortex-m3.1.tbf): needs 512 bytes at 0x8000" in refuse(tab)


# Choosing among variants


@pytest.fixture
def linked_for(detent, files):
    """An archive of one program, linked for each of these places, and its RAM as far from `ram`."""

    def run(name, *starts, total=512, ram=None):
        arguments = []
        for start in starts:
            tied = {} if ram is None else {"ram": ram + start}
            (path,) = files(**{f"{name}_{start:x}": fixed(name, start, total, **tied)})
            arguments.append(f"cortex-m3.{start:#x}.tbf={path}")
        detent("tab", "-o", f"{name}.tab", *arguments)
        return f"{name}.tab"

    return run


SLOTS = [0x10000 + i * 0x1000 for i in range(8)]


@pytest.mark.parametrize("seed", range(10))
def test_eight_apps_lie_in_their_order_whatever_it_is(compose, linked_for, seed):
    names = list("abcdefgh")
    random.Random(seed).shuffle(names)
    tabs = [linked_for(name, *SLOTS, total=512 * (1 + ord(name) % 8)) for name in names]
    assert compose(*tabs).names == names


def test_one_app_can_be_there_as_often_as_there_are_places(compose, linked_for, tmp_path):
    tab = linked_for("a", *SLOTS)
    assert compose(*[tab] * 8).names == ["a"] * 8
    assert run_detent(*arguments([tab] * 9), cwd=tmp_path).status == 1


def test_an_app_that_is_tied_to_one_place_gets_it_if_it_is_named_last(compose, linked_for):
    tab = linked_for("a", *SLOTS)
    image = compose(tab, tab, b=fixed("b", SLOTS[0]))
    assert sorted(image.names) == ["a", "a", "b"] and image.place("b")[0] == SLOTS[0]


def test_the_order_leaves_gaps_where_that_keeps_it(compose, linked_for):
    first, second = linked_for("a", 0x20000), linked_for("b", 0x10000, 0x30000)
    assert compose(first, second).names == ["a", "b"]


def test_choices_are_taken_back(compose, linked_for):
    """a and b choose first, and leave c nothing: one of them has to yield."""
    tabs = linked_for("a", 1 << 16, 2 << 16), linked_for("b", 1 << 16, 3 << 16)
    tabs += (linked_for("c", 3 << 16, 1 << 16),)
    image = compose(*tabs)
    assert sorted(image.names) == ["a", "b", "c"]


def test_a_large_variant_takes_the_room_of_its_neighbours(compose, linked_for):
    big, small = linked_for("big", *SLOTS, total=8192), linked_for("small", *SLOTS)
    image = compose(big, small, small)
    assert [at for at, _ in image.apps] == [SLOTS[0], SLOTS[2], SLOTS[3]]


def test_their_ram_lies_side_by_side_too(compose, linked_for):
    """Each wants 2048 of the 4096 bytes of its place. If the kernel adds more, the next is taken."""
    tab = linked_for("a", *SLOTS, ram=0x20000000)
    for more, second in ((2048, SLOTS[1]), (2049, SLOTS[2])):
        image = compose(tab, tab, "--process-bytes", more)
        assert [at for at, _ in image.apps] == [SLOTS[0], second]


def test_what_the_kernel_adds_must_be_there(compose, refuse, linked_for):
    tab = linked_for("a", 0x10000, ram=0x20000000)
    ram = ("--ram-start", "0x20000000", "--ram-end", 0x20010000 + 2048)
    assert "needs 2052 bytes of RAM at 0x20010000" in refuse(tab, *ram, "--process-bytes", 4)
    compose(tab, *ram)


def test_if_no_variant_fits_it_is_told_which_and_who_is_there(detent, linked_for, tmp_path):
    a, b = linked_for("a", *SLOTS[:2]), linked_for("b", *SLOTS[:3])
    (tmp_path / "kernel.bin").write_bytes(KERNEL)
    done = run_detent(*arguments([a, b, b]), cwd=tmp_path)
    assert done.status == 0
    done = run_detent(*arguments([a, b, a, b]), cwd=tmp_path)
    assert done.status == 1
    assert done.error == "detent: b.tab: none of its 3 variants for this machine has a free place"
    notes = [line for line in done.err.splitlines() if line.startswith("detent: note: ")]
    assert [note.split(": ")[2] for note in notes] == [
        f"b.tab(cortex-m3.{start:#x}.tbf)" for start in SLOTS[:3]
    ]
    assert "needs 512 bytes at 0x10000, which a.tab(cortex-m3.0x10000.tbf) already has" in notes[0]
    assert "needs 512 bytes at 0x12000, which b.tab(cortex-m3.0x12000.tbf) already has" in notes[2]


def test_a_search_that_leads_nowhere_ends(linked_for, tmp_path):
    (tmp_path / "kernel.bin").write_bytes(KERNEL)
    tabs = [linked_for(name, *[0x10000 + i * 0x800 for i in range(16)]) for name in "abcdefgh"]
    done = run_detent(*arguments(tabs * 2 + tabs[:1]), cwd=tmp_path)
    assert done.status == 1 and "none of its 16 variants" in done.error


# Other protection units


@pytest.mark.parametrize("total", [132, 516, 3824, 70004])
def test_for_risc_v_any_number_of_words_will_do(compose, total):
    image = compose(a=app("a", total), b=app("b", total), unit="riscv", end=0x80000)
    assert [o.total_size for _, o in image.apps] == [total, total] and image.err == ""
    assert image.place("b")[0] == APPS_AT + total


@pytest.mark.parametrize("total, raised", [(132, 160), (512, 512), (3824, 3840)])
def test_for_armv8m_it_is_a_multiple_of_32(compose, total, raised):
    image = compose(a=app("a", total), b=app("b", 512), unit="armv8m")
    assert image.place("a")[1].total_size == raised
    assert image.place("b")[0] == APPS_AT + raised
    assert ("is raised from" in image.err) == (raised != total)


def test_a_foreign_program_for_risc_v_passes_unchanged(compose, tmp_path):
    """Linked as other people's programs for QEMU's machine are."""
    content = fixed("app", 0x80100000, 70004, ram=0x80300000)
    image = compose(
        *("--ram-start", "0x80210000", "--ram-end", "0x80400000", "--process-bytes", 472),
        apps_at=0x80100000,
        end=0x80200000,
        base=0x80000000,
        unit="riscv",
        app=content,
    )
    ((at, _),) = image.apps
    assert at == 0x80100000 and image.err == ""
    assert image.data[0x100000 : 0x100000 + len(content)] == content


def test_an_unknown_protection_unit_is_told(misused, files):
    line = misused(*arguments(files()), "--protection", "mmu")
    assert "`mmu` is not armv7m, armv8m or riscv" in line


# Broken objects


def broken(total=512):
    data = bytearray(app("broken", total))
    data[12] ^= 0xFF
    return bytes(data)


def test_a_broken_object_is_refused(refuse):
    assert refuse(a=app("a", 512), b=broken()).startswith("detent: b.tbf: 0xc: checksum: ")


def raw_image(tmp_path, *apps):
    (tmp_path / "kernel.bin").write_bytes(KERNEL)
    result = run_detent(*arguments(apps), "--raw", cwd=tmp_path)
    assert result.status == 0, result.err
    return (tmp_path / "out.bin").read_bytes(), result.err


def listing(tmp_path):
    out = run_detent("list", "--at", APPS_AT, "out.bin", cwd=tmp_path).out.splitlines()[1:-1]
    return [(int(line.split()[0], 16), line.split()[2], line.split()[-1]) for line in out]


def test_raw_places_a_broken_object_as_it_is_and_keeps_the_list(files, tmp_path):
    names = files(a=app("a", 512), b=broken(600), c=app("c", 1024))
    data, err = raw_image(tmp_path, *names)
    content = (tmp_path / "b.tbf").read_bytes()
    at = data.index(content)
    assert at % 1024 == 0 and err == ""
    objects = listing(tmp_path)
    assert [kind for _, kind, _ in objects if kind != "padding"] == ["app", "corrupt", "app"]
    assert (at, "corrupt") in [o[:2] for o in objects]


def test_raw_gives_a_truncated_object_the_room_it_claims(files, tmp_path):
    names = files(b=app("b", 4096)[:600], c=app("c", 512))
    data, err = raw_image(tmp_path, *names)
    assert data[APPS_AT + 600 : APPS_AT + 4096] == b"\xff" * (4096 - 600)
    assert "c" in [name for _, _, name in listing(tmp_path)] and err == ""


def test_raw_tells_if_a_broken_object_hides_what_comes_after(files, tmp_path):
    data, err = raw_image(tmp_path, *files(b=b"garbage" * 100, c=app("c", 512)))
    assert data[APPS_AT : APPS_AT + 700] == b"garbage" * 100
    assert data[APPS_AT + 700 : APPS_AT + 1024] == b"\xff" * 324
    assert "a kernel does not find this" in err


def test_a_broken_member_is_refused_or_placed_as_it_is(detent, refused, files, tmp_path):
    files()
    with tarfile.open(tmp_path / "x.tab", "w") as archive:
        info = tarfile.TarInfo("cortex-m3.tbf")
        info.size = 512
        archive.addfile(info, io.BytesIO(broken(512)))
    assert "x.tab(cortex-m3.tbf): 0xc: checksum" in refused(*arguments(["x.tab"]))
    detent(*arguments(["x.tab"]), "--raw")
    assert broken(512) in (tmp_path / "out.bin").read_bytes()
    (tmp_path / "cut.tab").write_bytes((tmp_path / "x.tab").read_bytes()[:700])
    assert "archive" in refused(*arguments(["cut.tab"]))


def test_raw_changes_nothing_for_good_objects(files, compose, tmp_path):
    plain = compose(a=app("a", 512), f=fixed("f", 0x30000), b=app("b", 1000)).data
    data, _ = raw_image(tmp_path, "a.tbf", "f.tbf", "b.tbf")
    assert data == plain


def test_raw_takes_an_empty_file(files, tmp_path):
    raw_image(tmp_path, *files(e=b""))


def test_what_is_no_app_is_refused(refuse):
    padding = tbf.seal(struct.pack("<HHIII", 2, 16, 64, 0, 0) + bytes(48))
    assert "padding object" in refuse(a=padding)
    nothing = tbf.seal(struct.pack("<HHIII", 2, 20, 64, 1, 0) + tbf.tlv(0x8001, b"") + bytes(44))
    assert "neither Main nor Program" in refuse(a=nothing)
    assert "goes on after" in refuse(a=app("a", 512) + b"x")


# The command line


@pytest.mark.parametrize("missing", ["--kernel", "--apps-at", "--flash-end", "-o"])
def test_all_that_is_needed_is_asked_for(misused, files, missing):
    files()
    line = arguments([])
    at = line.index(missing)
    misused(*line[:at], *line[at + 2 :])


@pytest.mark.parametrize(
    "options",
    [
        ("--flash-base", "0xd000"),
        ("--flash-end", "0xb000"),
        ("--flash-end", "0x10000000"),
        ("--ram-start", "1"),
        ("--ram-start", "2", "--ram-end", "1"),
    ],
)
def test_contradictions_are_told(misused, files, options):
    files()
    misused(*arguments([]), *options)


# Anything goes


@pytest.mark.parametrize("seed", range(40))
def test_any_set_of_apps_that_fits_makes_a_good_image(compose, seed):
    """`compose` checks the list, the coverage and the fixed places."""
    dice = random.Random(seed)
    apps = {}
    for i in range(dice.randrange(1, 9)):
        size = dice.choice([dice.randrange(200, 9000), 1 << dice.randrange(8, 14)])
        apps[f"a{i}"] = app(f"a{i}", size)
    if dice.random() < 0.7:
        start = dice.randrange(0x28000, 0x38000) // 4 * 4
        apps["f"] = fixed("f", start, dice.choice([2048, 4096, 3000]))
    image = compose(**apps)
    assert sorted(image.names) == sorted(apps)
    for name, data in apps.items():
        assert same_program(tbf.decode(data), image.place(name)[1])


@pytest.mark.parametrize("seed", range(60))
def test_broken_objects_never_crash_the_tool(files, tmp_path, seed):
    dice = random.Random(seed)
    data = bytearray(fixed("f", 0x30000, 1024, tlvs=tbf.tlv(tbf.WFR, bytes(8))))
    for _ in range(dice.randrange(1, 4)):
        data[dice.randrange(0, 140)] = dice.choice([0, 1, 0x7F, 0xFF, dice.randrange(256)])
    if dice.random() < 0.5:
        data = bytearray(tbf.seal(bytes(data))) if data[3] == 0 and data[2] >= 16 else data
    names = files(a=app("a", 512), f=bytes(data), b=app("b", 600))
    assert run_detent(*arguments(names), cwd=tmp_path).status in (0, 1)
    raw = run_detent(*arguments(names), "--raw", cwd=tmp_path)
    assert raw.status in (0, 1)
    assert run_detent("inspect", "--json", "f.tbf", cwd=tmp_path).status in (0, 1)
