# SPDX-License-Identifier: Apache-2.0 OR MIT
"""`detent listen`, `start` and `stop`: the console of a board over a serial line."""

import contextlib
import os
import pty
import re
import select
import socket
import subprocess
import threading
import time
import tty

import pytest
from board_double import frame
from conftest import DETENT

TEXT = 0x40
TIME = r"\d\d:\d\d:\d\d\.\d\d\d "


class Serial:
    """A serial line whose other end the test holds."""

    def __init__(self):
        self.file, self.slave = pty.openpty()
        tty.setraw(self.slave)
        self.name = os.ttyname(self.slave)
        self.reader = None  # a thread, which must have ended before its file is closed

    def send(self, data):
        os.write(self.file, data)

    def receive(self, wanted, seconds=20):
        """What comes, until it holds this."""
        got, end = b"", time.monotonic() + seconds
        while wanted not in got:
            assert select.select([self.file], [], [], max(0, end - time.monotonic()))[0], got
            got += os.read(self.file, 4096)
        return got

    def close(self):
        os.close(self.slave)
        if self.reader:
            self.reader.join(timeout=20)
        os.close(self.file)


@pytest.fixture
def serial():
    with contextlib.closing(Serial()) as line:
        yield line


@pytest.fixture
def second():
    with contextlib.closing(Serial()) as line:
        yield line


class Listener:
    def __init__(self, folder, *arguments, stdin=subprocess.PIPE):
        self.process = subprocess.Popen(
            [DETENT, "listen", *arguments],
            cwd=folder,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.out = b""

    def expect(self, pattern, seconds=20):
        end = time.monotonic() + seconds
        while not re.search(pattern, self.out, re.S):
            ready = select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))[0]
            assert ready, (pattern, self.out)
            got = os.read(self.process.stdout.fileno(), 4096)
            assert got, (pattern, self.out, self.process.stderr.read())
            self.out += got

    def end(self):
        self.process.terminate()
        out, err = self.process.communicate(timeout=20)
        assert self.process.returncode == 0, err
        self.out += out
        return self.out.decode(), err.decode()


@pytest.fixture
def listen(tmp_path):
    running = []

    def start(*arguments, **options):
        running.append(Listener(tmp_path, *arguments, **options))
        return running[-1]

    yield start
    for listener in running:
        if listener.process.poll() is None:
            listener.process.kill()
        listener.process.communicate()


def test_what_comes_is_shown(listen, serial):
    listener = listen(serial.name)
    serial.send(b"counter: 1\r\ntock$ ")
    listener.expect(rb"^counter: 1\ntock\$ $")
    serial.send(b"list\x08t\tx\r\n")
    listener.expect(rb"tock\$ list\x08t\tx\n$")


def test_control_characters_do_nothing_to_the_terminal(listen, serial):
    listener = listen(serial.name)
    serial.send(b"\x1b[2J\x07\x9b1\xc3\xa9\x7f\n")
    listener.expect(rb"^\\x1b\[2J\\x07\x9b1\xc3\xa9\\x7f\n$")


def test_what_is_typed_goes_to_the_board(listen, serial):
    listener = listen(serial.name)
    listener.process.stdin.write(b"list\r")
    listener.process.stdin.flush()
    assert serial.receive(b"list\r") == b"list\r"


def test_a_terminal_is_raw_and_one_key_ends(listen, serial):
    master, slave = pty.openpty()
    before = subprocess.check_output(["stty", "-g"], stdin=slave)
    listener = listen(serial.name, stdin=slave)
    serial.send(b"ready\n")
    listener.expect(rb"ready")
    os.write(master, b"\x03\t")
    assert serial.receive(b"\x03\t") == b"\x03\t"
    os.write(master, b"\x1d")
    assert listener.process.wait(timeout=20) == 0
    assert subprocess.check_output(["stty", "-g"], stdin=slave) == before
    os.close(master)
    os.close(slave)


def test_each_line_has_its_time(listen, serial):
    listener = listen("--time", serial.name)
    serial.send(b"one\ntwo\n")
    listener.expect(rb"^" + (TIME + "one\n" + TIME + "two\n").encode() + rb"$")


def test_several_ports_are_told_apart(listen, serial, second):
    listener = listen(serial.name, second.name)
    serial.send(b"first\n")
    listener.expect(rb"first\n")
    second.send(b"half a ")
    listener.expect(rb"half a ")
    serial.send(b"between\n")
    listener.expect(rb"between\n")
    second.send(b"line\n")
    listener.expect(rb"line\n")
    a, b = serial.name, second.name
    assert listener.end()[0] == f"{a}: first\n{b}: half a \n{a}: between\n{b}: line\n"


def test_channels_of_one_port_are_told_apart(listen, serial):
    listener = listen(serial.name)
    serial.send(b"console\n" + frame(TEXT, 0, b"\x03blink: on\n") + b"more\n")
    listener.expect(rb"more\n")
    name = serial.name
    assert listener.end()[0] == f"console\n{name}/3: blink: on\n{name}: more\n"


def test_a_zero_byte_swallows_no_text(listen, serial):
    listener = listen(serial.name)
    serial.send(b"be\0fore\n")
    listener.expect(rb"before\n")
    serial.send(b"after\n" + frame(TEXT, 0, b"\x01x\n"))
    listener.expect(rb"after\n.*/1: x\n")


def test_the_log_has_time_and_channel(listen, serial, tmp_path):
    (tmp_path / "log").write_text("of yesterday\n")
    listener = listen("--log", "log", serial.name)
    serial.send(b"one\r\n" + frame(TEXT, 0, b"\x01two\n") + b"unfinished")
    listener.expect(rb"unfinished")
    listener.end()
    name = re.escape(serial.name)
    pattern = f"of yesterday\n{TIME}{name}: one\n{TIME}{name}/1: two\n{TIME}{name}: unfinished\n"
    assert re.fullmatch(pattern, (tmp_path / "log").read_text())


def test_it_ends_when_it_is_to(listen, serial):
    listener = listen("--for", "1", serial.name, stdin=subprocess.DEVNULL)
    serial.send(b"x\n")
    assert listener.process.wait(timeout=20) == 0


@pytest.mark.parametrize("kind", ["unix", "tcp"])
def test_it_ends_when_the_board_is_gone(listen, tmp_path, kind):
    if kind == "unix":
        server = socket.socket(socket.AF_UNIX)
        server.bind(str(tmp_path / "serial"))
        name = f"unix:{tmp_path / 'serial'}"
    else:
        server = socket.create_server(("127.0.0.1", 0))
        name = f"tcp:127.0.0.1:{server.getsockname()[1]}"
    server.listen()
    listener = listen(name)
    connection, _ = server.accept()
    connection.sendall(b"bye\n")
    connection.close()
    out, err = listener.process.communicate(timeout=20)
    server.close()
    assert listener.process.returncode == 0
    assert out == b"bye\n" and f"{name}: the other side is gone" in err.decode()


def test_a_port_is_wanted(misused):
    assert "at least one port" in misused("listen")


# ---- start and stop ----


class Console(threading.Thread):
    """A process console: it echoes, does what it is told, and apps print in between."""

    def __init__(self, serial, processes, noise=b""):
        super().__init__(daemon=True)
        self.serial, self.processes, self.noise, self.typed = serial, processes, noise, []
        serial.reader = self
        self.start()

    def run(self):
        line = b""
        with contextlib.suppress(OSError):
            while data := os.read(self.serial.file, 64):
                for byte in data:
                    if byte != 0x0D:
                        line += bytes([byte])
                        self.serial.send(bytes([byte]))
                        continue
                    self.serial.send(b"\r\n" + self.noise)
                    self.enter(line.decode())
                    self.serial.send(b"tock$ ")
                    line = b""

    def enter(self, line):
        if line:
            self.typed.append(line)
        verb, _, name = line.partition(" ")
        outcome = {"stop": "stopped", "start": "resumed."}.get(verb)
        if outcome and name in self.processes:
            self.serial.send(f"Process {name} {outcome}\r\n".encode())


@pytest.mark.parametrize("command", ["start", "stop"])
@pytest.mark.parametrize("noise", [b"", b"counter: 1\r\n", b"\0\x05half a frame\n"])
def test_processes_are_started_and_stopped(detent, serial, command, noise):
    console = Console(serial, ["blink", "counter"], noise)
    detent(command, "--port", serial.name, "blink", "counter")
    assert console.typed == [f"{command} blink", f"{command} counter"]


def test_a_process_that_is_not_there_is_told(refused, serial):
    Console(serial, ["blink"])
    assert "is there such a process?" in refused("stop", "--port", serial.name, "--wait", 300, "b")


def test_no_console_is_told(refused, serial):
    assert "no prompt comes" in refused("stop", "--port", serial.name, "--wait", 100, "blink")


@pytest.mark.parametrize("name", ["two words", "\x1b[A", "a\rpanic"])
def test_a_name_types_nothing_else(misused, serial, name):
    assert "a name cannot be typed" in misused("stop", "--port", serial.name, name)
