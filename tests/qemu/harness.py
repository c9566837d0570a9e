# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Boards in QEMU: images, runs of a given virtual time, and sessions with somebody at the console.

Everything that is used here was built by `make qemu-needs`; nothing here builds."""

import json
import os
import re
import shlex
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from boards import BOARD, BUILD, DEFAULT_BOARD, ROOT, Kernel, code_of, environment
from places import fill_places

DETENT = BUILD / "detent"
NS_PER_INSTRUCTION = 32  # -icount shift=5
SLICE_NS = 10_000_000
PROMPT = "tock$ "
HANG_SECONDS = 900  # of the wall clock; only a hang takes so long

DEFAULT_APPS = ("hello", "blink", "counter", "clock", "hog", "crash")

sys.path.insert(0, str(ROOT / "tests/host"))


# ---- Which tests there are for this board ----


def needs(there, what):
    """For a test of what not every board has."""
    return pytest.mark.skipif(not there, reason=f"{BOARD.name} has no {what}")


ONCE = "once: boards cannot differ in this, so it is done for the default one only"


def leave_out_what_other_boards_do(config, items):
    if BOARD.name != DEFAULT_BOARD:
        once = [item for item in items if item.get_closest_marker("once")]
        config.hook.pytest_deselected(items=once)
        items[:] = [item for item in items if not item.get_closest_marker("once")]


# ---- The tree ----


def make(*arguments, cwd=ROOT, **more):
    """Runs make as a person would. After `make qemu-needs` it has nothing to build."""
    return subprocess.run(["make", *map(str, arguments)], cwd=cwd, env=environment(**more),
                          capture_output=True, stdin=subprocess.DEVNULL, text=True,
                          timeout=HANG_SECONDS)


def copy_of_the_tree(folder):
    """A tree of its own, for tests that build or leave files: built as far as this one is for the default
    board, and without what others may be building at the moment."""
    tree = folder / "detent"
    boards = [f"{path.parent.name}*" for path in ROOT.glob("boards/*/board.mk")
              if path.parent.name != DEFAULT_BOARD]
    left_out = shutil.ignore_patterns(".git", "__pycache__", "*.serial")  # sockets of `make debug`
    built = shutil.ignore_patterns("unit", "san", "coverage", "tests", "capsules", "*-with-build_*",
                                   *boards)

    def ignored(path, names):
        return left_out(path, names) | (built(path, names) if Path(path) == BUILD else set())

    shutil.copytree(ROOT, tree, ignore=ignored, symlinks=True)
    return tree


# ---- What came out ----


@dataclass
class Report:
    """What the kernel printed about a fault of a process."""

    process: str
    reason: str
    text: str

    def register(self, name):
        return int(re.search(rf"\b{name} *: 0x([0-9A-F]{{8}})", self.text)[1], 16)

    @property
    def outcome(self):
        return re.search(r"Process \S+ faulted and (.*)", self.text)[1]


@dataclass
class Output:
    """The serial output of a run."""

    data: bytes = field(repr=False)
    log: Path
    errors: str = ""
    stamps: list = field(default_factory=list, repr=False)  # ns of virtual time, for each byte
    stores: list = field(default_factory=list, repr=False)  # likewise, for each to `watch`
    instructions: int = 0
    stack_used: int = 0  # of the kernel, in bytes
    windows: dict = field(default_factory=dict)  # number: Counter of lengths

    @property
    def text(self):
        """Without the prompts of the process console, which nobody answers."""
        return self.data.decode("utf-8", "replace").replace("\r\n", "\n").replace(PROMPT, "")

    @property
    def lines(self):
        return self.text.split("\n")

    def count(self, line):
        return self.lines.count(line)

    @property
    def reports(self):
        found = re.finditer(
            r"^Process (.+?) had a fault: (.*)\n(?:.*\n)*?"
            r"Process \1 faulted and .*$",
            self.text,
            re.M,
        )
        return [Report(m[1], m[2], m[0]) for m in found]

    def timed_lines(self):
        """(ns when its first byte was sent, line) of each line."""
        at, found = 0, []
        for line in self.data.split(b"\n"):
            if at < len(self.stamps):
                text = line.decode("utf-8", "replace").rstrip("\r").removeprefix(PROMPT)
                found.append((self.stamps[at], text))
            at += len(line) + 1
        return found

    def times(self, pattern):
        """When the lines that match were sent, in ns."""
        return [at for at, line in self.timed_lines() if re.fullmatch(pattern, line)]

    @property
    def boots(self):
        return self.text.count(f"Detent on {BOARD.name}: ")

    @property
    def panicked(self):
        return "panicked at " in self.text


# ---- A machine ----


class Machine:
    """Makes images and boots them, in a folder of the test's own."""

    def __init__(self, folder):
        self.folder = folder
        self.runs = 0

    def tbf(self, name, data):
        """A .tbf file of these bytes."""
        path = self.folder / f"{name}.tbf"
        path.write_bytes(data)
        return path

    def image(self, *apps, kernel=Kernel(), raw=False):
        path = self.folder / "image.bin"
        command = [DETENT, "image", "--kernel", kernel.bin, "-o", path]
        command += BOARD.settings["board_image_flags"].split()
        command[command.index("--apps-at") + 1] = hex(kernel.symbol("layout_apps_start"))
        command += ["--ram-start", hex(kernel.symbol("layout_bss_end"))]
        command += ["--process-bytes", hex(kernel.size("note_process_overhead"))]
        command += ["--raw"] * raw
        made = subprocess.run([*map(str, command), *(str(BOARD.app_file(app)) for app in apps)],
                              capture_output=True, text=True)
        assert made.returncode == 0, made.stderr
        return path

    def run(self, *apps, seconds, image=None, kernel=Kernel(), raw=False, shift=5, count=False,
            stamps=False, watch=None, typed=b"", more=()):
        """Boots the apps, or an image, for so long in virtual time. With `count`, instructions and
        the kernel's stack are measured; with `stamps`, each byte of the output gets the time when
        it was sent, and with `watch` so does each store of the kernel to that address. `typed`
        comes in on the serial line as fast as the board takes it."""
        image = image or self.image(*apps, kernel=kernel, raw=raw)
        self.runs += 1
        report, stamp_file, store_file = (
            self.folder / f"{name}{self.runs}" for name in ("count", "stamps", "stores"))
        fill_places(image, kernel)
        command = BOARD.command(image)
        command += ["-serial", "stdio", "-monitor", "none", "-icount", f"shift={shift},sleep=off"]
        command += ["-plugin", f"{BUILD}/qemu/limit.so,ns={int(seconds * 10**9)}", *more]
        options = count_options(kernel, report) if count else []
        options += [f"watch={BOARD.facts.uart_data:#x}", f"stamps={stamp_file}"] * stamps
        options += [f"watch={watch:#x}", f"stamps={store_file}"] if watch else []
        if typed and BOARD.facts.uart_on:
            keys = self.folder / f"keys{self.runs}"
            keys.write_bytes(typed)
            options += [f"watch={BOARD.facts.uart_on:#x}", f"keys={keys}"]
        if options:
            command += ["-plugin", count_plugin(kernel, *options)]
        if typed and BOARD.facts.uart_on:
            with open_pipe() as stdin:  # to which the plugin writes
                done = subprocess.run(command, stdin=stdin, capture_output=True, timeout=HANG_SECONDS)
        else:
            done = subprocess.run(command, input=typed, capture_output=True, timeout=HANG_SECONDS)
        output = Output(done.stdout, self.folder / f"serial{self.runs}.txt", done.stderr.decode())
        show(command, output.text, output.log)
        ended_by_itself = BOARD.facts.panic_ends and output.panicked
        assert done.returncode == 0 or ended_by_itself, output.errors
        if count:
            read_counts(output, kernel, report)
        if stamps:
            output.stamps = read_stamps(stamp_file)[BOARD.facts.uart_stores_before :]
        if watch:
            output.stores = read_stamps(store_file)
        return output

    @contextmanager
    def session(self, *apps, image=None, kernel=Kernel(), raw=False, more=()):
        """Boots the apps with us at the console; time is that of the wall clock."""
        image = image or self.image(*apps, kernel=kernel, raw=raw)
        fill_places(image, kernel)
        session = Session(image, list(more), kernel)
        try:
            session.expect(re.escape(PROMPT))
            yield session
        finally:
            session.close()
            self.runs += 1
            show(session.command, session.text, self.folder / f"serial{self.runs}.txt")


@contextmanager
def open_pipe():
    """A pipe from which nothing comes, and no end either."""
    ends = os.pipe()
    try:
        yield ends[0]
    finally:
        for end in ends:
            os.close(end)


def count_plugin(kernel, *options):
    start, end = code_of(kernel.elf)
    return ",".join([f"{BUILD}/qemu/count.so", f"kernel={start:#x}-{end:#x}", *options])


def count_options(kernel, report):
    return [f"report={report}", "stack={:#x}-{:#x}".format(*kernel.stack)]


def read_stamps(path):
    data = path.read_bytes()
    return list(struct.unpack(f"<{len(data) // 8}Q", data))


def read_counts(output, kernel, report):
    for line in report.read_text().splitlines():
        kind, *numbers = line.split()
        if kind == "instructions":
            output.instructions = int(numbers[0])
        elif kind == "stack":
            output.stack_used = kernel.stack[1] - int(numbers[0])
        else:
            window, length = map(int, numbers)
            output.windows.setdefault(window, Counter())[length] += 1


def show(command, text, path):
    """For whoever reads why a test failed; pytest keeps it back otherwise."""
    path.write_text(text)
    lines = text.split("\n")
    print("$", shlex.join(command))
    if len(lines) > 300:
        print(*lines[:150], f"... the rest is in {path} ...", *lines[-150:], sep="\n")
    else:
        print(text)


# ---- Sessions ----


class Session:
    """Somebody at the serial console, and a hand on the machine (QMP)."""

    def __init__(self, image, more, kernel):
        self.image = image
        self.kernel = kernel
        serial, serial_end = socket.socketpair()
        monitor, monitor_end = socket.socketpair()
        ends = (serial_end.fileno(), monitor_end.fileno())
        self.command = [*BOARD.command(image), *more, "-icount", "shift=5,sleep=on"]
        for name, end in zip(("serial", "monitor"), ends):
            self.command += ["-chardev", f"socket,id={name},fd={end}"]
        self.command += ["-serial", "chardev:serial", "-mon", "chardev=monitor,mode=control"]
        self.process = subprocess.Popen(self.command, pass_fds=ends, stdin=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE)
        serial_end.close()
        monitor_end.close()
        self.serial = serial
        self.data = b""
        self.more = threading.Condition()
        # Always read: a terminal that does not take what is sent makes QEMU stand still.
        threading.Thread(target=self.read_serial, daemon=True).start()
        self.seen = 0  # how far expect() has read
        self.monitor = monitor.makefile("rw")
        self.monitor_socket = monitor
        json.loads(self.monitor.readline())  # the greeting
        self.qmp("qmp_capabilities")

    @property
    def text(self):
        return self.data.decode("utf-8", "replace").replace("\r\n", "\n")

    def send(self, text):
        self.serial.sendall(text if isinstance(text, bytes) else text.encode())

    def expect(self, pattern, seconds=30):
        """Waits until the pattern comes; returns the match. `before` is what came before it."""
        expression = re.compile(pattern.encode() if isinstance(pattern, str) else pattern)
        deadline = time.monotonic() + seconds
        while True:
            with self.more:
                length = len(self.data)
                match = expression.search(self.data, self.seen)
            if match:
                self.before = self.data[self.seen : match.start()].decode("utf-8", "replace")
                self.seen = match.end()
                return match
            left = deadline - time.monotonic()
            if left < 0 or not self.receive(left, length):
                rest = self.data[self.seen :].decode("utf-8", "replace")
                raise AssertionError(f"expected {pattern!r}, but there was {rest!r}")

    def receive_until(self, pattern, seconds):
        """Does the pattern come in that time?"""
        try:
            self.expect(pattern, seconds)
        except AssertionError:
            return False
        return True

    def receive(self, seconds, length):
        """Waits until more than this has come; false if it does not in that time."""
        with self.more:
            return self.more.wait_for(lambda: len(self.data) > length, max(0.01, seconds))

    def read_serial(self):
        while True:
            try:
                more = self.serial.recv(65536)
            except OSError:
                more = b""
            if not more:
                return
            with self.more:
                self.data += more
                self.more.notify_all()

    def ask(self, command, prompt=re.escape(PROMPT)):
        """Types a command at the process console; its output, without the echo and the prompt. Apps
        may print lines in the middle of the echo."""
        self.send(command + "\r")
        self.expect("(?:[^\n]*\n)*?".join(map(re.escape, [*command, "\r\n"])))
        self.expect(prompt)
        return self.before.replace("\r\n", "\n")

    def ask_until(self, command, pattern, seconds=30):
        """Types the command again and again, until its output has the pattern."""
        deadline = time.monotonic() + seconds
        while True:
            output = self.ask(command)
            match = re.search(pattern, output, re.M)
            if match:
                return match
            assert time.monotonic() < deadline, output

    def type(self, text):
        """Types as a person does: waits until the board has dealt with a byte, be it the process
        console, which echoes it, or an app that reads bytes one by one."""
        self.idle()
        for character in text:
            length = len(self.data)
            self.send(character)
            assert self.receive(30, length), f"nothing comes back for {character!r}"
            self.idle()

    def idle(self):
        """Waits until the kernel sleeps. Meaningless if time alone can wake it."""
        asleep, size = self.kernel.symbol("arch_sleep"), self.kernel.size("arch_sleep")
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            registers = self.qmp("human-monitor-command", **{"command-line": "info registers"})
            pc = int(re.search(rf"{BOARD.architecture.pc}(\w+)", registers)[1], 16)
            if asleep <= pc <= asleep + size:
                return
        raise AssertionError("the board does not come to rest")

    def quiet(self, seconds=0.5):
        """Waits until nothing has come for so long and the kernel sleeps: also what was sent while
        QEMU had no time for us has then been dealt with."""
        while self.receive(seconds, len(self.data)):
            pass
        self.idle()

    # ---- QMP ----

    def qmp(self, command, **arguments):
        message = {"execute": command}
        if arguments:
            message["arguments"] = arguments
        self.monitor.write(json.dumps(message) + "\n")
        self.monitor.flush()
        while True:
            answer = json.loads(self.monitor.readline())
            if "return" in answer:
                return answer["return"]
            assert "event" in answer, answer

    def key(self, name, down):
        """Presses or releases a key; the board's buttons hang on the arrow keys and Ctrl."""
        event = {"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": name}}}
        self.qmp("input-send-event", events=[event])

    def word(self, address):
        """A word of the machine's memory or of a device. To devices that tell the Secure from the
        Non-secure world the monitor is neither, unless it looks with the eyes of the CPU, which sees
        them when no process runs."""
        look = f"{'x' if BOARD.facts.secure else 'xp'} /1xw {address:#x}"
        for _ in range(1000):
            text = self.qmp("human-monitor-command", **{"command-line": look})
            found = re.search(r": (0x[0-9a-f]+)", text)
            if found:
                return int(found[1], 16)
        raise AssertionError(text)

    def close(self):
        try:
            self.qmp("quit")
            self.process.wait(timeout=30)
        except (OSError, ValueError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self.serial.close()
        self.monitor.close()
        self.monitor_socket.close()
        self.process.stderr.close()
