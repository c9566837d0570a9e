# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Programs that are checked before they run (docs/signing.md): what a board's policy accepts runs, what
it does not is named with the reason, and those beside it run all the same."""

import re
import shutil
import struct
import subprocess

import pytest
from tbf_decoder import NAME, PROGRAM, decode, seal

from harness import (BOARD, BUILD, DEFAULT_BOARD, DETENT, HANG_SECONDS, NS_PER_INSTRUCTION, ROOT, Kernel,
                     copy_of_the_tree, count_plugin, environment, needs)
from test_loader import put, sealed, tlv, value_at, with_tlvs

pytestmark = needs(BOARD.name in ("lm3s6965evb", "qemu-rv32-virt"), "a kernel that checks programs")
DIGEST, SIGNATURE, ACCEPT = (Kernel(app_policy=p) for p in ("digest", "signature", "accept"))
KEYS = BUILD / "qemu/keys"
BOARD_KEYS = ["first", "second"] + ["rsa3072", "rsa4096"] * (BOARD.name == "qemu-rv32-virt")
SECONDS = 8  # a signature takes a second to be verified, and each key of the board is tried
FOOTERS = 2048  # room for them
SHORT_ID = 10
# Of each object: what a place on the board has, or else what a region of memory protection can cover.
SIZE = BOARD.slot_bytes if BOARD.architecture.fixed else 16384


# ---- Objects ----


def object_of(name, slot):
    data = BOARD.program_at(name, BOARD.apps_at + slot * SIZE)
    return sealed(data.ljust(SIZE, b"\xff"), 4, "<I", SIZE)


def padding_to(slot):
    """Nothing, as far as there."""
    size = slot * SIZE
    return seal(struct.pack("<HHIII", 2, 16, size, 0, 0)).ljust(size, b"\xff") if size else b""


def program(name, slot, *more, new_name=None, version=None):
    """The app in that slot, which it fills; what is behind its binary is footers'. Not signed yet."""
    data = with_tlvs(object_of(name, slot), *more)
    if new_name:
        assert len(new_name) == len(name)
        data = sealed(data, value_at(data, NAME), f"<{len(name)}s", new_name.encode())
    if version is not None:
        data = sealed(data, value_at(data, PROGRAM) + 16, "<I", version)
    size = len(data)
    end = size - FOOTERS
    assert data[end:] == b"\xff" * FOOTERS, "the slot is too small for footers"
    data = sealed(data, value_at(data, PROGRAM) + 12, "<I", end)
    return data[:end] + struct.pack("<HHI", 128, FOOTERS - 4, 0) + bytes(FOOTERS - 8)


def signed(machine, data, *arguments):
    """With credentials by `detent sign`, and as long as it was."""
    path = machine.tbf("unsigned", data)
    done = subprocess.run([DETENT, "sign", *map(str, arguments), "-o", machine.folder / "signed.tbf", path],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = (machine.folder / "signed.tbf").read_bytes()
    assert len(made) == len(data) and decode(made).program == decode(data).program
    return made


def signed_by(machine, data, key):
    return signed(machine, data, "-k", KEYS / f"{key}.pem")


# ---- Boards ----


def image_of(machine, kernel, *objects):
    path = machine.folder / "image.bin"
    path.write_bytes(kernel.bin.read_bytes().ljust(BOARD.apps_at - BOARD.flash_start, b"\xff")
                     + b"".join(objects))
    return path


def boot(machine, kernel, *objects, seconds=SECONDS, more=()):
    output = machine.run(image=image_of(machine, kernel, *objects), kernel=kernel, seconds=seconds, more=more)
    assert not output.panicked and output.boots == 1
    return output


def skipped(output):
    return dict(re.findall(r"^App (\w+) at 0x\w+ skipped: (.+)$", output.text, re.M))


def checked(output):
    """(how many run, of how many)"""
    (found,) = re.findall(r"^Programs checked: (\d+) of (\d+) run$", output.text, re.M)
    return tuple(map(int, found))


def flipped(data, offset):
    return put(data, offset, "<B", data[offset] ^ 0x40)


def at_binary(data):
    return decode(data).program[3] - 16


def at_footer(data):
    return decode(data).program[3] + 8


NO_CREDENTIAL = "no credential that this board accepts"
OTHER_DIGEST = "its digest is that of another program"
BROKEN = "broken footer, and no credential before it is accepted"


# ---- Whatever it is ----


def test_a_board_that_accepts_everything_runs_everything(machine):
    output = boot(machine, ACCEPT, object_of("hello", 0), program("counter", 1))
    assert checked(output) == (2, 2) and not skipped(output)
    assert output.count("Hello from Detent!") == 1 and output.count("counter: 1") == 1


# ---- Digests ----


@pytest.mark.parametrize("kind", ["sha256", "sha384", "sha512"])
def test_a_program_with_its_digest_runs(machine, kind):
    output = boot(machine, DIGEST, signed(machine, program("hello", 0), "-c", kind), program("counter", 1))
    assert checked(output) == (1, 2)
    assert output.count("Hello from Detent!") == 1
    assert skipped(output) == {"counter": NO_CREDENTIAL}


DAMAGED = {
    "the_binary": at_binary,
    "the_digest": at_footer,
    "the_first_instruction": lambda d: decode(d).header_size + decode(d).program[0],
}


@pytest.mark.parametrize("kind", ["sha256", "sha512"])
@pytest.mark.parametrize("where", DAMAGED)
def test_a_damaged_program_does_not_run_and_its_neighbour_does(machine, kind, where):
    bad = signed(machine, program("hello", 0), "-c", kind)
    good = signed(machine, program("counter", 1), "-c", kind)
    output = boot(machine, DIGEST, flipped(bad, DAMAGED[where](bad)), good)
    assert skipped(output) == {"hello": OTHER_DIGEST}
    assert checked(output) == (1, 2)
    assert output.count("counter: 1") == 1 and output.count("Hello from Detent!") == 0


def test_the_list_names_who_was_refused_and_why(machine):
    good = program("counter", 1, tlv(SHORT_ID, struct.pack("<I", 0xDE7E27)))
    image = image_of(machine, DIGEST, program("hello", 0), signed(machine, good, "-c", "sha256"))
    with machine.session(image=image, kernel=DIGEST) as board:
        board.expect("Programs checked: 1 of 2 run")
        for _ in range(2):
            listed = board.ask("list")
            assert f"App hello at 0x{BOARD.apps_at:08X} skipped: {NO_CREDENTIAL}\n" in listed
            assert re.search(r"^ 0 +0x00DE7E27 counter +", listed, re.M)


# ---- Signatures ----


@pytest.mark.parametrize("key", BOARD_KEYS)
def test_a_program_by_one_of_the_boards_keys_runs(machine, key):
    output = boot(machine, SIGNATURE, signed_by(machine, program("hello", 0), key),
                  signed_by(machine, program("counter", 1), "stranger"))
    assert output.count("Hello from Detent!") == 1 and output.count("counter: 1") == 0
    assert skipped(output) == {"counter": NO_CREDENTIAL}
    assert checked(output) == (1, 2)


def footers_of(data):
    return data[decode(data).program[3]:]


def hostile(machine):
    """{name: (bytes of an object that nobody signed so, why it is refused)}"""
    plain = program("hello", 0)
    good = signed_by(machine, plain, "first")
    end = decode(good).program[3]
    other = signed_by(machine, program("counter", 0), "first")
    zeros = put(good, end + 8, "<64s", bytes(64))
    return {
        "signature of another program": (good[:end] + footers_of(other), NO_CREDENTIAL),
        "a byte of the binary": (flipped(good, at_binary(good)), NO_CREDENTIAL),
        "a byte of the signature": (flipped(good, at_footer(good)), NO_CREDENTIAL),
        "sticky flag": (sealed(good, 8, "<I", 3), NO_CREDENTIAL),
        "another name": (sealed(good, value_at(good, NAME), "<5s", b"other"), NO_CREDENTIAL),
        "newer than signed": (sealed(good, value_at(good, PROGRAM) + 16, "<I", 9), NO_CREDENTIAL),
        "signature of zeros": (zeros, NO_CREDENTIAL),
        "signature of ones": (put(good, end + 8, "<64s", b"\xff" * 64), NO_CREDENTIAL),
        "by a stranger": (signed_by(machine, plain, "stranger"), NO_CREDENTIAL),
        "right digest alone": (signed(machine, plain, "-c", "sha256,sha512"), NO_CREDENTIAL),
        "nothing but reserved space": (plain, NO_CREDENTIAL),
        "RSA by a stranger's modulus": (put(put(plain, end, "<HHI", 128, 4 + 768, 1), end + 776, "<HHI",
                                            128, FOOTERS - 776 - 4, 0), NO_CREDENTIAL),
        "type of the footer": (put(good, end, "<H", 129), BROKEN),
        "format nobody knows": (put(good, end + 4, "<I", 77), BROKEN),
        "footer beyond the end": (put(good, end + 2, "<H", FOOTERS + 4), BROKEN),
        "footer without format": (put(good, end + 2, "<H", 3), BROKEN),
        "footer too short for it": (put(good, end + 2, "<H", 4 + 63), BROKEN),
    }


def test_whatever_is_not_signed_is_refused_and_its_neighbour_runs(machine):
    neighbour = signed_by(machine, program("counter", 1), "first")
    for name, (data, reason) in hostile(machine).items():
        output = boot(machine, SIGNATURE, data, neighbour, seconds=8)
        assert list(skipped(output).values()) == [reason], name
        assert output.count("Hello from Detent!") == 0 and output.count("counter: 1") == 1, name


def test_credentials_behind_one_that_does_not_hold_are_looked_at(machine):
    """A signature by a stranger is none of the board's business; one by its key is."""
    data = program("hello", 0)
    end = decode(data).program[3]
    by_stranger = footers_of(signed_by(machine, data, "stranger"))[:72]
    by_first = footers_of(signed_by(machine, data, "first"))[:72]
    rest = struct.pack("<HHI", 128, FOOTERS - 144 - 4, 0) + bytes(FOOTERS - 144 - 8)
    output = boot(machine, SIGNATURE, data[:end] + by_stranger + by_first + rest)
    assert checked(output) == (1, 1) and output.count("Hello from Detent!") == 1


# ---- Identity ----


def identified(machine, name, slot, version, key, short_id=0xDE7E27):
    data = program(name, slot, tlv(SHORT_ID, struct.pack("<I", short_id)), version=version)
    return signed_by(machine, data, key)


def test_of_one_identity_the_newest_runs(machine):
    output = boot(machine, SIGNATURE, identified(machine, "hello", 0, 1, "first"),
                  identified(machine, "counter", 1, 2, "first"))
    assert output.count("counter: 1") == 1 and output.count("Hello from Detent!") == 0
    assert skipped(output) == {"hello": "another program with its ShortId runs"}


def test_a_newer_program_by_a_lesser_key_does_not_displace_it(machine):
    output = boot(machine, SIGNATURE, identified(machine, "hello", 0, 1, "first"),
                  identified(machine, "counter", 1, 2, "second"))
    assert output.count("counter: 1") == 0 and output.count("Hello from Detent!") == 1
    assert skipped(output) == {"counter": "another program with its ShortId runs"}


def test_programs_are_told_the_short_ids_of_all(machine):
    first, second = (11, 12) if BOARD.architecture.fixed else (0, 1)  # (where tests' programs are linked to)
    objects = [program("short_ids", first, tlv(SHORT_ID, struct.pack("<I", 0xDE7E27))),
               program("short_ids", second)]
    gap = padding_to(first)
    output = boot(machine, DIGEST, gap + b"".join(signed(machine, data, "-c", "sha256") for data in objects))
    assert output.count("short_ids: 00de7e27 00000000") == 2


# ---- What it costs ----


def lengths(path):
    """{window: instructions of each time}"""
    found = {}
    for line in path.read_text().splitlines():
        if line.startswith("window "):
            window, length = map(int, line.split()[1:])
            found.setdefault(window, []).append(length)
    return found


@pytest.mark.parametrize("key", BOARD_KEYS[:1] + BOARD_KEYS[-1:])
def test_a_verification_stops_often_enough(machine, figure, key):
    """2 ms are 62,500 instructions of this machine; between two slices, programs run."""
    kernel = SIGNATURE
    digest = "software_sha2_turn" if len(BOARD_KEYS) > 2 else "software_sha256_turn"
    turn = "software_rsa_turn" if key.startswith("rsa") else "software_ecdsa_turn"
    end = kernel.symbol("deferred_call_set") & ~1
    report = machine.folder / "slices"
    points = [f"{side}={window}:{(kernel.symbol(name) & ~1) if side == 'begin' else end:#x}"
              for window, name in ((0, turn), (1, digest)) for side in ("begin", "end")]
    data = signed_by(machine, program("hello", 0), key)
    output = boot(machine, kernel, data, more=("-plugin", count_plugin(kernel, f"report={report}", *points)))
    assert output.count("Hello from Detent!") == 1
    found = lengths(report)
    for window, what in ((0, f"signature by {key}"), (1, "digest for it")):
        assert found[window], what
        figure(f"{what}, longest slice", max(found[window]) * NS_PER_INSTRUCTION / 10**6, "ms", most=2)
    figure(f"signature by {key}, verified", sum(found[0]), "instructions")


# ---- What the document says ----


@pytest.mark.once
@pytest.mark.xdist_group("docs")
@needs(BOARD.name == DEFAULT_BOARD, "the board of the document")
def test_the_commands_of_the_document_do_what_it_says(tmp_path):
    """What docs/signing.md has you do on a board, in a copy of the tree, with its keys and programs."""
    text = (ROOT / "docs/signing.md").read_text()
    section = re.split(r"^## ", text.split("\n## On a board\n", 1)[1], flags=re.M)[0]
    tree = copy_of_the_tree(tmp_path)
    for name in ("signer.pem", "signer.pem.pub"):
        shutil.copy(KEYS / name.replace("signer", "first"), tree / name)
    ran = 0
    for block in re.findall(r"^```\n(.*?)^```$", section, re.M | re.S):
        commands = [line for line in block.splitlines() if line.startswith(("make ", "build/"))]
        output = ""
        for command in commands:
            done = subprocess.run(["bash", "-c", command + " </dev/null"], cwd=tree, env=environment(),
                                  capture_output=True, text=True, timeout=HANG_SECONDS)
            assert done.returncode == 0, f"{command}: {done.stderr}"
            output, ran = output + done.stdout, ran + 1
        # In which order the program and the kernel come to speak depends on the key.
        said = output.replace("\r", "").replace("tock$ ", "").splitlines()
        for line in block.splitlines():
            assert line in commands or line.removeprefix("tock$ ") in said, line
    assert ran >= 2
