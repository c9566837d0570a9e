# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The board's side of the protocol, written from docs/install.md and not from the C code. It keeps flash as
a dictionary, checks what a board would check, and its line can be made bad."""

import os
import pty
import socket
import struct
import threading
import tty
import zlib
import hashlib

import tbf_decoder as tbf

HELLO, LIST, PREPARE, OFFER, DATA, FINISH, ABORT, REMOVE, FLAGS, READ = range(1, 11)
TEXT, ANSWER = 0x40, 0x80
(
    NO_ROOM,
    ADDRESS,
    NAME_TAKEN,
    NOT_INSTALLED,
    OLDER,
    NO_CREDENTIAL,
    BAD_CREDENTIAL,
    KERNEL_VERSION,
    BAD_OBJECT,
    STICKY,
    BUSY,
    FLASH,
    BAD_CRC,
    STATE,
    TOO_LARGE,
    UNKNOWN,
    NONE,
    SIGNED,
) = range(1, 19)


def cobs(data):
    """Consistent Overhead Byte Stuffing, by splitting at the zeros."""
    out = b""
    parts = data.split(b"\0")
    for number, part in enumerate(parts):
        while len(part) >= 254:
            out, part = out + b"\xff" + part[:254], part[254:]
            if not part and number + 1 == len(parts):
                return out + b"\x01"
        out += bytes([len(part) + 1]) + part
    return out


def uncobs(data):
    """The body, or None if the code is broken."""
    out, at = b"", 0
    while at < len(data):
        step = data[at]
        if step == 0 or at + step > len(data):
            return None
        out += data[at + 1 : at + step]
        at += step
        if step < 255 and at < len(data):
            out += b"\0"
    return out


def frame(kind, sequence, payload):
    body = bytes([kind, sequence]) + payload
    return b"\0" + cobs(body + struct.pack("<I", zlib.crc32(body))) + b"\0"


class Refusal(Exception):
    def __init__(self, reason, text=""):
        self.reason, self.text = reason, text


class Board:
    """What the service on the board does with one request."""

    def __init__(self, archs="cortex-m4,cortex-m3", data_max=256, manifest_max=2048, room=65536):
        self.archs, self.data_max, self.manifest_max = archs, data_max, manifest_max
        self.start, self.room = 0x40000, room
        self.apps = {}  # name -> bytes
        self.places = {}  # name -> address, for as long as it is there
        self.writes = []  # (offset, length) of each write to flash
        self.manifest = b""
        self.finished = None  # size and crc of what came last
        self.transfer = None  # size, crc, binary end, header, mode, what is received
        self.requests = []
        self.last = None
        self.policy = lambda header, footers, digests: None
        self.wanted_addresses = None
        self.busy = 0
        self.flash_error = False
        self.read_max = 100  # bytes in an answer to READ

    def free(self):
        return self.room - sum(map(len, self.apps.values()))

    def free_place(self):
        taken = [self.address(name) for name in self.apps]
        return next(at for n in range(len(taken) + 1) if (at := self.start + 4096 * n) not in taken)

    def address(self, name):
        """The first place that is free, from when it is first asked for on."""
        self.places = {n: at for n, at in self.places.items() if n in self.apps}
        free = (self.start + 4096 * n for n in range(len(self.apps)))
        first = next((at for at in free if at not in self.places.values()), None)
        return self.places.setdefault(name, first)

    def take(self, body):
        """The answer to a good frame's body, or None."""
        kind, sequence, payload = body[0], body[1], body[2:]
        if self.last and self.last[0] == body:
            return self.last[1]
        self.requests.append(kind)
        try:
            if self.busy and kind != HELLO:
                self.busy -= 1
                raise Refusal(BUSY)
            result = b"\0" + self.serve(kind, payload)
        except Refusal as refusal:
            result = bytes([refusal.reason]) + refusal.text.encode()
        answer = frame(kind | ANSWER, sequence, result)
        self.last = (body, answer)
        return answer

    def serve(self, kind, payload):
        names = {
            HELLO: self.hello,
            LIST: self.list,
            PREPARE: self.prepare,
            OFFER: self.offer,
            DATA: self.data,
            FINISH: self.finish,
            ABORT: self.abort,
            REMOVE: self.remove,
            FLAGS: self.flags,
            READ: self.read,
        }
        if kind not in names:
            raise Refusal(UNKNOWN)
        return names[kind](payload)

    def hello(self, payload):
        assert payload == b"\x01"
        fixed = struct.pack("<BHHII", 1, self.data_max, self.manifest_max, self.start, self.room)
        return fixed + self.archs.encode()

    def list(self, payload):
        (n,) = struct.unpack("<H", payload)
        if n >= len(self.apps):
            raise Refusal(NONE)
        name, data = list(self.apps.items())[n]
        o = tbf.decode(data)
        state = 1 if o.flags & 1 else 0
        return (
            struct.pack("<4IB", self.address(name), len(data), o.flags, o.program[4], state)
            + name.encode()
        )

    def prepare(self, payload):
        (offset,) = struct.unpack_from("<H", payload)
        if offset == 0:
            self.manifest = b""
        if offset == len(self.manifest):
            self.manifest += payload[2:]
        if len(self.manifest) > self.manifest_max:
            raise Refusal(TOO_LARGE)
        return struct.pack("<H", len(self.manifest))

    def offer(self, payload):
        size, crc, end, header_size, length, mode = struct.unpack("<IIIHHB", payload)
        if length != len(self.manifest) or header_size + 144 > length:
            raise Refusal(BAD_OBJECT)
        header = self.manifest[:header_size]
        footers, digests = self.manifest[header_size:-144], self.manifest[-144:]
        if self.finished == (size, crc):
            return struct.pack("<II", self.start, size)
        if self.transfer and (self.transfer["size"], self.transfer["crc"]) == (size, crc):
            return struct.pack("<II", self.start, len(self.transfer["data"]))
        self.transfer = self.finished = None
        self.check(header, footers, digests, size, end, mode)
        self.transfer = dict(
            size=size, crc=crc, end=end, mode=mode, data=bytearray(header), digests=digests
        )
        self.transfer["at"] = self.free_place()
        return struct.pack("<II", self.transfer["at"], header_size)

    def check(self, header, footers, digests, size, end, mode):
        if tbf.checksum(header) != struct.unpack_from("<I", header, 12)[0]:
            raise Refusal(BAD_OBJECT, "checksum")
        name, version, address = self.describe(header)
        old = self.apps.get(name)
        if mode == 1 and old is not None:
            raise Refusal(NAME_TAKEN, name)
        if mode != 1 and old is None:
            raise Refusal(NOT_INSTALLED, name)
        if mode == 2 and tbf.decode(old).program[4] > version:
            raise Refusal(OLDER)
        if self.wanted_addresses is not None and address not in self.wanted_addresses:
            raise Refusal(ADDRESS)
        if size > self.free():
            raise Refusal(NO_ROOM, f"{self.free()} bytes are free")
        self.policy(header, footers, digests)

    @staticmethod
    def describe(header):
        padded = header + bytes(64)
        o = tbf.decode(tbf.seal(padded[:4] + struct.pack("<I", len(padded)) + padded[8:]))
        fixed = o.values(tbf.FIXED)
        address = struct.unpack("<II", fixed[0])[1] if fixed else None
        return o.name, o.program[4], address

    def data(self, payload):
        if self.transfer is None:
            raise Refusal(STATE)
        (offset,) = struct.unpack_from("<I", payload)
        received, data = self.transfer["data"], payload[4:]
        assert 0 < len(data) <= self.data_max
        if offset == len(received) and offset + len(data) <= self.transfer["size"]:
            if self.flash_error:
                raise Refusal(FLASH)
            self.writes.append((offset, len(data)))
            received += data
        return struct.pack("<I", len(received))

    def finish(self, payload):
        if self.transfer is None and self.finished:
            return b""
        if self.transfer is None or len(self.transfer["data"]) != self.transfer["size"]:
            raise Refusal(STATE)
        transfer, self.transfer = self.transfer, None
        data = bytes(transfer["data"])
        if zlib.crc32(data) != transfer["crc"]:
            raise Refusal(BAD_CRC)
        covered = data[: transfer["end"]]
        assert transfer["digests"] == b"".join(
            h(covered).digest() for h in (hashlib.sha256, hashlib.sha384, hashlib.sha512)
        )
        self.apps[tbf.decode(data).name] = data
        self.places[tbf.decode(data).name] = transfer["at"]
        self.finished = (transfer["size"], transfer["crc"])
        return b""

    def abort(self, payload):
        self.transfer = self.finished = None
        return b""

    def called(self, which):
        """A name, or a zero byte and an address."""
        if len(which) == 5 and which[0] == 0:
            at = {self.address(name): name for name in self.apps}
            which = at.get(int.from_bytes(which[1:], "little"), "").encode()
        if which.decode() not in self.apps:
            raise Refusal(NOT_INSTALLED)
        return which.decode()

    def remove(self, payload):
        force, name = payload[0], self.called(payload[1:])
        if tbf.decode(self.apps[name]).flags & 2 and not force:
            raise Refusal(STICKY)
        del self.apps[name]
        self.finished = None
        return b""

    def flags(self, payload):
        to_set, to_clear, name = payload[0], payload[1], self.called(payload[2:])
        assert to_set & to_clear == 0 and (to_set | to_clear) | 3 == 3
        data = self.apps[name]
        flags = tbf.decode(data).flags & ~to_clear | to_set
        if flags == tbf.decode(data).flags:
            return b""
        if any(kind == tbf.CREDENTIALS and fmt != 0 for kind, fmt in self.footers(data)):
            raise Refusal(SIGNED)
        self.apps[name] = tbf.seal(data[:8] + struct.pack("<I", flags) + data[12:])
        self.finished = None
        return b""

    @staticmethod
    def footers(data):
        at = tbf.decode(data).program[3]
        while at + 8 <= len(data):
            kind, length, fmt = struct.unpack_from("<HHI", data, at)
            yield kind, fmt
            at += 4 + length

    def read(self, payload):
        address, offset = struct.unpack("<II", payload)
        at = [self.address(name) for name in self.apps]
        if address not in at:
            raise Refusal(NOT_INSTALLED)
        data = list(self.apps.values())[at.index(address)]
        if offset >= len(data):
            raise Refusal(NONE)
        return data[offset : offset + self.read_max]


class Line(threading.Thread):
    """Between the two: a pseudo-terminal (`path`) or a socket. `disturb(bytes, to_board)` may change what
    goes over it; returning None hangs up."""

    def __init__(self, board, folder, kind="pty", disturb=lambda data, to_board: data, chatter=b""):
        super().__init__(daemon=True)
        self.board, self.kind, self.disturb, self.chatter = board, kind, disturb, chatter
        self.coded, self.ended, self.hang_ups = None, False, 0
        if kind == "pty":
            self.file, slave = pty.openpty()
            tty.setraw(slave)
            self.slave, self.name = slave, os.ttyname(slave)
        elif kind == "unix":
            self.server = socket.socket(socket.AF_UNIX)
            self.server.bind(str(folder / "serial"))
            self.name = f"unix:{folder / 'serial'}"
        else:
            self.server = socket.create_server(("127.0.0.1", 0))
            self.name = f"tcp:127.0.0.1:{self.server.getsockname()[1]}"
        if kind != "pty":
            self.server.listen()
        self.start()

    def run(self):
        try:
            if self.kind == "pty":
                self.serve(lambda: os.read(self.file, 4096), lambda data: os.write(self.file, data))
                return
            while not self.ended:
                connection, _ = self.server.accept()
                with connection:
                    self.serve(lambda: connection.recv(4096), connection.sendall)
                self.hang_ups += 1
        except OSError:
            pass

    def serve(self, read, write):
        self.coded = None
        while data := read():
            data = self.disturb(data, True)
            if data is None:
                return
            for answer in self.answers(data):
                answer = self.disturb(self.chatter + answer, False)
                if answer is None:
                    return
                write(answer)

    def answers(self, data):
        for byte in data:
            if byte:
                if self.coded is not None:
                    self.coded.append(byte)
                continue
            body = uncobs(bytes(self.coded)) if self.coded else None
            good = (
                body
                and len(body) >= 6
                and zlib.crc32(body[:-4]) == struct.unpack("<I", body[-4:])[0]
            )
            self.coded = None if good else bytearray()
            if good:
                yield self.board.take(body[:-4])

    def close(self):
        """Ends the thread first: the number of a file that is closed under it may be another's next."""
        self.ended = True
        if self.kind == "pty":
            os.close(self.slave)
        else:
            self.server.shutdown(socket.SHUT_RDWR)
        self.join(timeout=20)
        assert not self.is_alive()
        if self.kind == "pty":
            os.close(self.file)
        else:
            self.server.close()
