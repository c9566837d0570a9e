# SPDX-License-Identifier: Apache-2.0 OR MIT
"""A position-independent program as if it had been linked for the place where it lies.

GDB can be told where a file's sections are, but on the way loses what the compiler says about stack
frames, if they lie below where they were linked. The file was linked with --emit-relocs, so every word
that holds an address is known, in debug information too."""
import struct

import target

REL = 9  # sh_type
WRITABLE, ALLOCATED = 1, 2  # sh_flags
FUNCTION = 2  # st_info
ABSOLUTE = 2  # R_ARM_ABS32: the only relocation in debug information


def move(image, flash, ram):
    """The bytes of the file `image` (tools/stack.py), with what lies in flash moved by `flash` and what
    lies in RAM by `ram`."""
    out = bytearray(image.bytes)
    shifts = [0 if not header[2] & ALLOCATED else
              ram if header[2] & WRITABLE and not name.startswith(".wfr") else flash
              for name, header in zip(image.names, image.headers)]

    def add(at, shift):
        word, = struct.unpack_from("<I", out, at)
        struct.pack_into("<I", out, at, word + shift & 0xFFFFFFFF)

    table, = struct.unpack_from("<I", out, 32)
    for number, shift in enumerate(shifts):
        add(table + 40 * number + 12, shift)  # sh_addr
    symtab = image.headers[image.names.index(".symtab")]
    symbols = [struct.unpack_from("<IIIBxH", image.bytes, at)
               for at in range(symtab[4], symtab[4] + symtab[5], 16)]
    for number, (_, _, _, _, section) in enumerate(symbols):
        if section < len(shifts):
            add(symtab[4] + 16 * number + 4, shifts[section])  # st_value
    for header in image.headers:
        if header[1] != REL or image.headers[header[7]][2] & ALLOCATED:
            continue
        start = image.headers[header[7]][4]
        for at in range(header[4], header[4] + header[5], 8):
            offset, info = struct.unpack_from("<II", image.bytes, at)
            _, _, _, kind, section = symbols[info >> 8]
            if info & 255 == ABSOLUTE and section < len(shifts):
                add(start + offset, shifts[section])
                if kind & 15 == FUNCTION and image.machine == target.ARM:
                    out[start + offset] &= 0xFE  # (the assembler tells its address with the Thumb bit)
    return bytes(out)
