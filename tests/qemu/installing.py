# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A board on which programs are installed while it runs, its memory in a file."""

import json
import subprocess
import time
from contextlib import contextmanager

from harness import BOARD, BUILD, DETENT, Kernel, needs, show

can_install = needs("memory_flash" in BOARD.settings["CHIP"].split(), "flash that it can write")
KERNEL = Kernel(app_policy="accept")
RAM_BYTES = 8 << 20
RAM_AT = 0x80000000
APPS_AT = BOARD.apps_at
# With the journal, which lies behind the programs.
APP_BYTES = BOARD.flash_end - BOARD.apps_at


def memory_options(path):
    path.write_bytes(b"")
    return ["-m", "8M", "-object", f"memory-backend-file,id=ram,size=8M,mem-path={path},share=on",
            "-machine", "memory-backend=ram"]


def flash_of(memory):
    """What is where programs lie, and behind them."""
    with memory.open("rb") as file:
        file.seek(APPS_AT - RAM_AT)
        return file.read(APP_BYTES)


def image_with(image, flash):
    """The image with this flash in place of its programs."""
    return image.read_bytes()[: APPS_AT - BOARD.flash_start].ljust(APPS_AT - BOARD.flash_start, b"\0") + flash


def programs_in(path):
    """{name: (address, bytes)} as detent finds them, which is not the kernel's code."""
    said = subprocess.run([DETENT, "list", "--json", path], capture_output=True, text=True, timeout=60)
    assert said.returncode == 0, said.stderr
    data = path.read_bytes()
    found = {}
    for one in json.loads(said.stdout)["objects"]:
        assert one["type"] in ("app", "padding"), one
        if one["type"] == "app":
            found[one["name"]] = (one["address"], data[one["offset"] : one["offset"] + one["size"]])
    return found


class Running:
    """QEMU with a board in it, which `detent` reaches."""

    def __init__(self, port):
        self.port = f"unix:{port}"

    def ask(self, *arguments):
        """What detent says, its exit status first."""
        command = [DETENT, *map(str, arguments), "--port", self.port]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
        return done.returncode, done.stdout + done.stderr

    def detent(self, *arguments):
        status, said = self.ask(*arguments)
        assert status == 0, said
        return said

    def listed(self):
        """{name: (address, state)}"""
        lines = [line.split() for line in self.detent("list").splitlines()[1:]]
        return {words[-1]: (int(words[0], 0), words[2]) for words in lines}


@contextmanager
def running(image, folder, more=(), seconds=600):
    """Virtual time goes with that of the wall, but is counted in instructions."""
    port = folder / "serial"
    port.unlink(missing_ok=True)
    command = [*BOARD.command(image), "-serial", f"unix:{port},server=on,wait=off", "-monitor", "none",
               "-icount", "shift=5,sleep=on", "-plugin", f"{BUILD}/qemu/limit.so,ns={seconds * 10**9}", *more]
    with subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True) as process:
        try:
            while not port.exists():
                assert process.poll() is None, process.stderr.read()
                time.sleep(0.02)
            yield Running(port)
        finally:
            process.terminate()
            show(command, process.communicate(timeout=60)[1], folder / "qemu.txt")
