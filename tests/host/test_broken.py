# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Lists of programs of which some are broken (tests/hostile/broken.py): `detent list` steps over them as a
kernel does and says which can run, and no reader takes one that kernels refuse for one that is fine."""

import json
import struct
import subprocess
import sys

import pytest
from conftest import ROOT, run_detent

sys.path.insert(0, str(ROOT / "tests/hostile"))

import broken  # noqa: E402

FUZZER = ROOT / "build/san/detent-fuzz"
LISTS = 60
APPS_AT = broken.UNIT["apps_at"]

# What the tool can know without the board's memory and keys: which kind the object is of.
KINDS = dict.fromkeys(
    [
        broken.HEADER_SIZE,
        broken.CHECKSUM,
        broken.TLV_LENGTH,
        broken.BAD_NAME,
        broken.BAD_PERMISSIONS,
        broken.BAD_TRAILER,
        broken.BAD_END,
    ],
    "corrupt",
) | dict.fromkeys(
    [
        broken.DISABLED,
        broken.NO_KERNEL,
        broken.OTHER_KERNEL,
        broken.OTHER_FLASH,
        broken.NO_PROGRAM,
        broken.BAD_ENTRY,
    ],
    "skipped",
)


@pytest.fixture(scope="module")
def lists():
    kernel = broken.Kernel(**broken.UNIT)
    made = []
    for seed in range(LISTS):
        kernel.loader = ("sync", "digest")[seed % 2]
        made.append(broken.make_list(f"host {seed}", kernel, broken.Maker(kernel)))
    return made


def test_lists_are_walked_as_the_kernel_walks_them(lists, tmp_path):
    for seed, made in enumerate(lists):
        (tmp_path / "flash.bin").write_bytes(made.flash)
        done = run_detent(
            "list", "--json", "--at", "0", "--flash-base", hex(APPS_AT), "flash.bin", cwd=tmp_path
        )
        found = json.loads(done.out)["objects"]
        reasons = dict(made.outcome.skipped)
        walked = [(o["address"], o["size"]) for o in found]
        if broken.BAD_END in reasons.values():
            walked.pop()  # shown, but the list ends with it
        assert walked == made.outcome.walked, seed
        for shown in found:
            reason = reasons.get(shown["address"])
            if shown["address"] in made.outcome.runs:
                assert shown["type"] == "app", (seed, shown)
            elif reason is None:
                assert shown["type"] == "padding", (seed, shown)
            else:
                assert shown["type"] == KINDS.get(reason, "app"), (seed, shown, reason)


def test_an_object_is_inspected_with_its_fault_or_without_any(lists, tmp_path):
    corrupt = fine = 0
    for seed, made in enumerate(lists[:20]):
        reasons = dict(made.outcome.skipped)
        for at, size in made.outcome.walked:
            (tmp_path / "one.tbf").write_bytes(made.flash[at - APPS_AT :][:size])
            result = run_detent("inspect", "--json", "one.tbf", cwd=tmp_path)
            kind = KINDS.get(reasons.get(at))
            if kind == "corrupt":
                assert result.status == 1 and result.error.startswith("detent: one.tbf: 0x"), seed
                corrupt += 1
            elif at in made.honest:
                assert result.status == 0 and result.err == "", (seed, result.err)
                assert "notes" not in json.loads(result.out), seed
                fine += 1
    assert corrupt > 40 and fine > 40


def test_every_reader_survives_them(lists, tmp_path):
    """And each of them once more with damage at random (fuzz_readers.c)."""
    if not FUZZER.exists():
        pytest.fail("the fuzzer is not built: make test-detent")
    files = []
    for seed, made in enumerate(lists):
        files.append(tmp_path / f"{seed}.bin")
        files[-1].write_bytes(made.flash[: made.outcome.walked[-1][0] - APPS_AT + 4096])
        for at, size in made.outcome.walked:
            files.append(tmp_path / f"{seed}-{at:x}.tbf")
            files[-1].write_bytes(made.flash[at - APPS_AT :][:size])
    assert len(files) > 400
    done = subprocess.run(
        [FUZZER, "1", "4", *files], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert struct.unpack_from("<H", lists[0].flash)[0] == 2
