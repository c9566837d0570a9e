# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A board on which programs are installed while it runs, its memory in a file."""

import hashlib
import json
import socket
import struct
import subprocess
import time
import zlib
from contextlib import contextmanager

from harness import BOARD, BUILD, DETENT, Kernel, needs, show

import board_double as double
import tbf_decoder as tbf

# (mps2-an386 is mps2-an385 with another CPU.)
can_install = needs(BOARD.name in ("qemu-rv32-virt", "mps2-an385", "mps2-an505"), "flash that it can write")
# What boards do not differ in, and what takes memory that QEMU keeps in a file.
has_memory_in_a_file = needs(BOARD.name == "qemu-rv32-virt", "memory in a file")
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
        """{name: (address, state)}, when all have been started."""
        while True:
            said = self.detent("list")
            if "not started" not in said:
                break
        lines = [line.split() for line in said.splitlines()[1:]]
        return {words[-1]: (int(words[0], 0), words[2]) for words in lines}


@contextmanager
def running(image, folder, more=(), seconds=600):
    """Virtual time goes with that of the wall, but is counted in instructions. The programs have been loaded:
    what is sent before the board listens is lost, and the model of the port may lose all that follows."""
    port, said = folder / "serial", folder / "serial.log"
    for path in (port, said):
        path.unlink(missing_ok=True)
    command = [*BOARD.command(image), "-monitor", "none", "-serial", "chardev:serial",
               "-chardev", f"socket,id=serial,path={port},server=on,wait=off,logfile={said}",
               "-icount", "shift=5,sleep=on", "-plugin", f"{BUILD}/qemu/limit.so,ns={seconds * 10**9}", *more]
    with subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True) as process:
        try:
            while not said.exists() or b" run\r\n" not in said.read_bytes():
                assert process.poll() is None, process.stderr.read()
                time.sleep(0.02)
            yield Running(port)
        finally:
            process.terminate()
            show(command, process.communicate(timeout=60)[1], folder / "qemu.txt")


class Host:
    """Speaks the protocol itself, frame by frame, where `detent` would not."""

    def __init__(self, board):
        self.line = socket.socket(socket.AF_UNIX)
        self.line.connect(board.port.removeprefix("unix:"))
        self.line.settimeout(3)
        self.sequence = 0
        self.received = b""

    def close(self):
        self.line.close()

    def send(self, kind, payload, sequence=None):
        self.line.sendall(double.frame(kind, self.sequence if sequence is None else sequence, payload))

    def read_until(self, text):
        """What comes up to there, frames or not."""
        self.line.settimeout(120)
        while text not in self.received:
            received = self.line.recv(4096)
            assert received, "QEMU has ended"
            self.received += received
        self.line.settimeout(3)
        before, _, self.received = self.received.partition(text)
        return before

    def next_body(self):
        """Of the next frame that is whole; what is between frames is text."""
        while True:
            parts = self.received.split(b"\0")
            for number, part in enumerate(parts[:-1]):
                body = double.uncobs(part) if number else None
                if body and len(body) > 6 and zlib.crc32(body[:-4]) == int.from_bytes(body[-4:], "little"):
                    self.received = b"\0".join(parts[number + 1 :])
                    return body[:-4]
            received = self.line.recv(4096)
            assert received, "QEMU has ended"
            self.received += received

    def answer(self, kind, payload):
        """What is sent before the board listens is lost, so it is sent again."""
        for _ in range(20):
            self.send(kind, payload)
            try:
                body = self.next_body()
                if body[:2] == bytes([kind | double.ANSWER, self.sequence]):
                    return body[2:]
            except TimeoutError:
                pass
        raise AssertionError("the board does not answer")

    def ask(self, kind, payload=b"", patient=True):
        """The reason, and what follows it; a board that is busy is asked again, by who is patient."""
        while True:
            self.sequence = (self.sequence + 1) % 256
            body = self.answer(kind, payload)
            if body[0] != double.BUSY or not patient:
                return body[0], body[1:]

    def offer(self, data, mode=1):
        """PREPARE and OFFER: the reason, the offset that is wanted."""
        o = tbf.decode(data)
        end, header = o.program[3], int.from_bytes(data[2:4], "little")
        manifest = data[:header] + b"".join(h(data[:end]).digest() for h in
                                            (hashlib.sha256, hashlib.sha384, hashlib.sha512))
        for at in range(0, len(manifest), 256):
            assert self.ask(double.PREPARE, struct.pack("<H", at) + manifest[at : at + 256])[0] == 0
        reason, said = self.ask(double.OFFER, struct.pack("<IIIHHB", len(data), zlib.crc32(data), end, header,
                                                          len(manifest), mode))
        return reason, struct.unpack("<II", said)[1] if reason == 0 else said

    def data(self, data, at, end):
        """Sends bytes up to `end`, as the board wants them; the offset that it wants then."""
        while at < end:
            reason, said = self.ask(double.DATA, struct.pack("<I", at) + data[at : min(at + 512, end)])
            assert reason == 0
            at = struct.unpack("<I", said)[0]
        return at
