# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Random damage: no reader crashes, reads outside, or believes what cannot be (fuzz_readers.c)."""

import struct
import subprocess

import pytest
import tbf_decoder as tbf
from board_double import frame
from conftest import ROOT, run_detent

FUZZER = ROOT / "build/san/detent-fuzz"
SEED, ROUNDS = 1, 2000
SLOW = {"key.pem": 300}  # signatures are made and checked

EVERYTHING = b"".join(
    (
        tbf.tlv(tbf.MAIN, bytes(12)),
        tbf.tlv(tbf.WFR, struct.pack("<4I", 140, 8, 148, 8)),
        tbf.tlv(tbf.PERMISSIONS, struct.pack("<HIIQ", 1, 1, 0, 7)),
        tbf.tlv(tbf.STORAGE, struct.pack("<IHIIHI", 1, 2, 3, 4, 1, 5)),
        tbf.tlv(tbf.SHORT_ID, bytes(4)),
    )
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory, elves):
    folder = tmp_path_factory.mktemp("corpus")
    rich = tbf.build(
        name="rich", total=1024, fixed=(1, 2), tlvs=EVERYTHING, footers=tbf.footer(3, bytes(32))
    )
    plain = tbf.build(name="plain", total=512, footers=tbf.footer(0, bytes(8)))
    (folder / "rich.tbf").write_bytes(rich)
    (folder / "plain.tbf").write_bytes(plain)
    padding = tbf.seal(struct.pack("<HHIII", 2, 16, 32, 0, 0) + bytes(16))
    attributes = struct.pack("<IIHHIIHHIHH", 1, 2, 0x0101, 8, 3, 4, 0x0102, 8, 5, 0x0103, 4)
    foot = b"\0\0\0\1TOCK"
    (folder / "kernel.bin").write_bytes(attributes + foot + plain)
    (folder / "flash.bin").write_bytes(padding + plain + rich + b"\xff" * 16)
    pieces = (bytes(300), bytes(range(256)) * 4, b"", b"x" * 254)
    line = b"tock$ ".join(frame(i, i, piece) for i, piece in enumerate(pieces))
    (folder / "serial.line").write_bytes(line)
    run_detent("keygen", "-o", "key.pem", cwd=folder)
    done = run_detent(
        "tab", "-o", "app.tab", "cortex-m3.tbf=rich.tbf", "cortex-m4.tbf=plain.tbf", cwd=folder
    )
    assert done.status == 0
    return {path.name: path for path in folder.iterdir() if path.suffix != ".pub"} | {
        f"{n}.elf": p for n, p in elves.items()
    }


@pytest.mark.parametrize(
    "name",
    [
        "rich.tbf",
        "plain.tbf",
        "flash.bin",
        "kernel.bin",
        "app.tab",
        "key.pem",
        "serial.line",
        "pic.elf",
        "state.elf",
        "fixed.elf",
    ],
)
def test_damaged_files_are_survived(corpus, name):
    if not FUZZER.exists():
        pytest.fail("the fuzzer is not built: make test-detent")
    done = subprocess.run(
        [FUZZER, str(SEED), str(SLOW.get(name, ROUNDS)), corpus[name]],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["rich.tbf", "plain.tbf"])
def test_every_truncation_is_refused_in_one_line(corpus, name, tmp_path):
    data = corpus[name].read_bytes()
    for length in range(0, len(data), 41):
        (tmp_path / "cut.tbf").write_bytes(data[:length])
        result = run_detent("inspect", "cut.tbf", cwd=tmp_path)
        assert result.status == 1 and result.error.startswith("detent: cut.tbf: 0x")
