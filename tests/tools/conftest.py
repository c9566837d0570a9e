# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What the tests of tools/*.py share: how the kernel is compiled, as make says it."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BOARD = "lm3s6965evb"
BUILD = ROOT / "build" / BOARD
sys.path.insert(0, str(ROOT / "tools"))


@cache
def make_variable(name, toolchain="gcc"):
    """The value of a variable of make."""
    text = f"print-it:\n\t@: $(info ={{$({name})}}=)\n"
    done = subprocess.run(["make", "-s", "--no-print-directory", f"TOOLCHAIN={toolchain}",
                           "-f", "Makefile", "-f", "-", "print-it"], input=text, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return re.search(r"=\{(.*)\}=", done.stdout).group(1).split()


def run(*command, cwd=ROOT):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=cwd)


def compile_c(source, out, *flags, cwd=ROOT, toolchain="gcc"):
    done = run(*make_variable("KERNEL_CC", toolchain), *make_variable("KERNEL_MACHINE", toolchain),
               "-std=gnu11", "-g", "-ffreestanding", "-ffunction-sections", *flags, "-c", source,
               "-o", out, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return out
