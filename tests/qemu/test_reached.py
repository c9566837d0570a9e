# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What `make coverage` is made of: what QEMU has reached of a kernel (tools/qemu/reached.c), and what is said
of it (tools/reached.py)."""

import re
import subprocess

import pytest

from boards import ROOT, code_of
from harness import BOARD, BUILD, Kernel

pytestmark = pytest.mark.once


def reached(folder, *more):
    return subprocess.run([ROOT / "tools/reached.py", Kernel().elf, folder, BOARD.settings["KERNEL_NM"], *more],
                          cwd=ROOT, capture_output=True, text=True)


def test_a_run_says_what_it_reached(machine, tmp_path):
    folder, (start, end) = tmp_path / "reached", code_of(Kernel().elf)
    folder.mkdir()
    subprocess.run([*BOARD.command(machine.image("hello")), "-serial", "null", "-monitor", "none",
                    "-icount", "shift=5,sleep=off", "-plugin", f"{BUILD}/qemu/limit.so,ns=100000000",
                    "-plugin", f"{BUILD}/qemu/reached.so,code={start:#x}-{end:#x},into={folder}"],
                   stdin=subprocess.DEVNULL, check=True)
    lines = tmp_path / "lines.txt"
    done = reached(folder, "-o", lines)
    assert done.returncode == 0, done.stderr
    parts = {name: int(count) for name, count in re.findall(r"^reached: (\S+): (\d+) of ", done.stdout, re.M)}
    assert parts["kernel/loader.c"] > 0 and parts["kernel/panic.c"] == 0
    (all_of,) = re.findall(r"^reached: (\d+) of \d+ instructions, [1-9]\d\.\d %$", done.stdout, re.M)
    assert int(all_of) == sum(parts.values())
    assert re.search(r"^kernel/panic\.c: [\d -]+$", lines.read_text(), re.M)


@pytest.mark.parametrize("line, why", [("", "no run was of this kernel"), ("1\n", "the kernel was built anew since")])
def test_what_is_not_of_this_kernel_is_refused(tmp_path, line, why):
    (tmp_path / "1").write_text(line)
    done = reached(tmp_path)
    assert done.returncode != 0 and why in done.stderr
