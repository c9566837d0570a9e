#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""The kept inputs of a fuzzer are a text file, a line of hexadecimal digits each; libFuzzer wants a folder.

    fuzz/corpus.py unpack FILE FOLDER     writes them, a file each
    fuzz/corpus.py pack FILE FOLDER       keeps what is in the folder"""

import sys
from pathlib import Path

HEAD = ("# SPDX-License-Identifier: Apache-2.0 OR MIT\n"
        "# Inputs that the fuzzer of this name found, the fewest that reach as much (make fuzz FUZZ_KEEP=1).\n")


def unpack(path, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for number, line in enumerate(path.read_text().splitlines() if path.exists() else ()):
        if not line.startswith("#"):
            (folder / f"{number:04}").write_bytes(bytes.fromhex(line))


def pack(path, folder):
    inputs = sorted({file.read_bytes() for file in folder.iterdir()} - {b""},
                    key=lambda data: (len(data), data))
    path.write_text(HEAD + "".join(data.hex() + "\n" for data in inputs))


if __name__ == "__main__":
    {"unpack": unpack, "pack": pack}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
