# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A second reader and writer of TBF objects, written from the ABI page (sections 4.1 to 4.6) and
not from the C code, so that the tests compare two opinions."""

import struct
from dataclasses import dataclass, field

MAIN, WFR, NAME, PIC, FIXED, PERMISSIONS, STORAGE, KERNEL, PROGRAM, SHORT_ID = range(1, 11)
CREDENTIALS = 128
RESERVED, SHA256 = 0, 3
ANY = 0xFFFFFFFF


def checksum(header):
    words = struct.unpack(f"<{len(header) // 4}I", header[: len(header) // 4 * 4])
    total = 0
    for index, word in enumerate(words):
        if index != 3:
            total ^= word
    return total


@dataclass
class Object:
    data: bytes
    version: int
    header_size: int
    total_size: int
    flags: int
    tlvs: list = field(default_factory=list)  # (type, offset, value)

    def values(self, kind):
        return [value for t, _, value in self.tlvs if t == kind]

    def value(self, kind):
        (only,) = self.values(kind)
        return only

    def words(self, kind):
        value = self.value(kind)
        return struct.unpack(f"<{len(value) // 4}I", value)

    @property
    def types(self):
        return [t for t, _, _ in self.tlvs]

    # init offset, trailer size, minimum RAM, binary end, version
    @property
    def program(self):
        if PROGRAM in self.types:
            return self.words(PROGRAM)
        return self.words(MAIN) + (self.total_size, 0)

    @property
    def protected_size(self):
        return self.header_size + self.program[1]

    @property
    def binary_end(self):
        return self.program[3]

    @property
    def entry(self):
        return self.header_size + self.program[0]

    @property
    def minimum_ram(self):
        return self.program[2]

    @property
    def name(self):
        return self.value(NAME).decode()

    @property
    def binary(self):
        return self.data[self.protected_size : self.binary_end]

    @property
    def regions(self):
        words = self.words(WFR)
        return list(zip(words[::2], words[1::2]))

    @property
    def permissions(self):
        value = self.value(PERMISSIONS)
        (count,) = struct.unpack_from("<H", value)
        assert len(value) == 2 + 16 * count
        return [struct.unpack_from("<IIQ", value, 2 + 16 * i) for i in range(count)]

    @property
    def footers(self):
        """(format, data) of each; the area must be nothing but footers."""
        found, at = [], self.binary_end
        while at < self.total_size:
            kind, length, fmt = struct.unpack_from("<HHI", self.data, at)
            assert kind == CREDENTIALS and length >= 4
            end = at + 4 + length
            assert end <= self.total_size
            found.append((fmt, self.data[at + 8 : end]))
            at = end
        return found


def decode(data):
    """The object at the start of `data`; an AssertionError if it is not a good one."""
    version, header_size, total_size, flags, stated = struct.unpack_from("<HHIII", data)
    assert version == 2
    assert 16 <= header_size <= total_size <= len(data)
    assert stated == checksum(data[:header_size])
    result = Object(data[:total_size], version, header_size, total_size, flags)
    at = 16
    while at < header_size:
        kind, length = struct.unpack_from("<HH", data, at)
        padded = (length + 3) // 4 * 4
        assert at + 4 + padded <= header_size
        value = data[at + 4 : at + 4 + length]
        assert data[at + 4 + length : at + 4 + padded] == bytes(padded - length)
        result.tlvs.append((kind, at, value))
        at += 4 + padded
    return result


def tlv(kind, value):
    return struct.pack("<HH", kind, len(value)) + value + bytes(-len(value) % 4)


def seal(data):
    """The same bytes with the checksum that belongs to the header."""
    header_size = struct.unpack_from("<H", data, 2)[0]
    return data[:12] + struct.pack("<I", checksum(data[:header_size])) + data[16:]


def footer(fmt, data):
    return struct.pack("<HHI", CREDENTIALS, 4 + len(data), fmt) + data


def reserved(size):
    """Footers that say Reserved, of `size` bytes in all."""
    data = b""
    while size > 65536:
        data += footer(RESERVED, bytes(32768 - 8))
        size -= 32768
    return data + footer(RESERVED, bytes(size - 8))


def build(
    name="app",
    total=None,
    flags=1,
    trailer=0,
    init=0,
    ram=2048,
    body=bytes(range(64)),
    fixed=None,
    kernel=(2, 2),
    footers=b"",
    tlvs=b"",
    program=True,
    binary_end=None,
):
    """An object of given parts. `fixed` is (RAM, flash)."""
    head = tlv(PROGRAM if program else MAIN, bytes(20 if program else 12))
    head += tlv(NAME, name.encode()) if name else b""
    head += tlv(FIXED, struct.pack("<II", *fixed)) if fixed else b""
    head += tlv(KERNEL, struct.pack("<HH", *kernel)) if kernel else b""
    head += tlvs
    header_size = 16 + len(head)
    end = header_size + trailer + len(body)
    fields = (init + trailer, trailer, ram)
    if program:
        fields += (end if binary_end is None else binary_end, 0)
    head = head[:4] + struct.pack(f"<{len(fields)}I", *fields) + head[4 + 4 * len(fields) :]
    data = (
        struct.pack("<HHIII", 2, header_size, 0, flags, 0) + head + bytes(trailer) + body + footers
    )
    total = total or len(data)
    if total - len(data) >= 8 and program:
        data += reserved(total - len(data))
    data = data.ljust(total, b"\0")
    return seal(data[:4] + struct.pack("<I", total) + data[8:])


def walk(image, at):
    """(offset, object) of each in the list, as the kernel finds them (ABI 4.4)."""
    found = []
    while len(image) - at >= 8:
        version, _, total = struct.unpack_from("<HHI", image, at)
        if version != 2:
            break
        found.append((at, decode(image[at : at + total])))
        at += total
    return found


# What regions are multiples of, where they need not be powers of two.
GRAINS = {"armv8m": 32, "riscv": 4}


def coverable(start, total, unit="armv7m"):
    """Whether one region of the protection unit covers exactly [start, start + total)."""
    if unit in GRAINS:
        return total > 0 and start % GRAINS[unit] == total % GRAINS[unit] == 0
    for exponent in range(5, 33):
        region = 1 << exponent
        if total == region and start % region == 0:
            return True
        part = region // 8
        if (
            region >= 256
            and start % part == 0
            and total % part == 0
            and start // region == (start + total - 1) // region
        ):
            return True
    return False
