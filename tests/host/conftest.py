# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What the tests of the host tool share: the tool, programs to feed it, a second opinion on ELF."""

import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DETENT = ROOT / os.environ.get("DETENT", "build/detent")
SANITIZER_EXIT = 99

PIC_FLASH, PIC_RAM = 0x80000000, 0x00000000
PIC_FLAGS = "-fPIC -msingle-pic-base -mpic-register=r9 -mno-pic-data-is-text-relative".split()


class Result:
    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout
        self.err = done.stderr

    @property
    def error(self):
        """The one line that says what is wrong; a crash would say more, or nothing."""
        lines = [line for line in self.err.splitlines() if not line.startswith("detent: note: ")]
        assert len(lines) == 1, self.err
        assert lines[0].startswith("detent: ")
        return lines[0]


def run_detent(*arguments, cwd=None):
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR",)}
    environment["ASAN_OPTIONS"] = f"exitcode={SANITIZER_EXIT}"
    environment["UBSAN_OPTIONS"] = "print_stacktrace=1"
    done = subprocess.run(
        [str(DETENT), *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=environment,
        timeout=60,
    )
    assert done.returncode in (0, 1, 2), done.stderr
    assert "runtime error" not in done.stderr
    return Result(done)


def pytest_configure(config):
    if not DETENT.exists():
        pytest.exit(f"{DETENT} is not there: make detent", returncode=2)


@pytest.fixture
def detent(tmp_path):
    """Runs the tool in a folder of the test's own; fails the test unless it succeeds."""

    def run(*arguments):
        result = run_detent(*arguments, cwd=tmp_path)
        assert result.status == 0, result.err
        return result

    return run


@pytest.fixture
def refused(tmp_path):
    """Runs the tool and gives the line in which it says what is wrong with an input."""

    def run(*arguments):
        result = run_detent(*arguments, cwd=tmp_path)
        assert result.status == 1, (result.status, result.err)
        return result.error

    return run


@pytest.fixture
def misused(tmp_path):
    """The same for what is wrong with the command line."""

    def run(*arguments):
        result = run_detent(*arguments, cwd=tmp_path)
        assert result.status == 2, (result.status, result.err)
        return result.error

    return run


# An app as userland links it (ABI 9.1, 9.4): its own header first, stack at the start of RAM.
SCRIPT = """
ENTRY(_start)
MEMORY {{
    FLASH (rx) : ORIGIN = {flash:#x}, LENGTH = 0x10000
    SRAM (rwx) : ORIGIN = {ram:#x}, LENGTH = 0x10000
}}
{symbols}
SECTIONS {{
    .crt0_header : {{
        LONG(LOADADDR(.got) - ORIGIN(FLASH)) LONG(_got - ORIGIN(SRAM)) LONG(SIZEOF(.got))
        LONG(LOADADDR(.data) - ORIGIN(FLASH)) LONG(_data - ORIGIN(SRAM)) LONG(SIZEOF(.data))
        LONG(_bss - ORIGIN(SRAM)) LONG(SIZEOF(.bss))
        LONG(LOADADDR(.endflash) - ORIGIN(FLASH)) LONG({stack})
    }} > FLASH
    .wfr.app_state : {{ KEEP(*(.app_state)) . = ALIGN(4); }} > FLASH
    .wfr.more : {{ KEEP(*(.more_state)) . = ALIGN(4); }} > FLASH
    .text : {{
        . = ALIGN(4); KEEP(*(.start)) *(.text*) *(.rodata*) *(.srodata*) . = ALIGN(4);
    }} > FLASH
    .stack (NOLOAD) : {{ {ram_symbol} . += {stack}; . = ALIGN(8); }} > SRAM
    .got : {{ . = ALIGN(4); _got = .; *(.got*) . = ALIGN(4); }} > SRAM AT > FLASH
    .data : {{ . = ALIGN(4); _data = .; *(.data*) *(.sdata*) . = ALIGN(4); }} > SRAM AT > FLASH
    .bss : {{ . = ALIGN(4); _bss = .; *(.sbss*) *(.bss*) *(COMMON) . = ALIGN(4); }} > SRAM
    .endflash : {{ }} > FLASH
    /DISCARD/ : {{ *(.ARM.exidx*) }}
}}
"""

SOURCE = """
int counter = 5;
int zeros[40];
extern int twice(int);
const char *names[] = {"alpha", "beta"};
int (*function)(int) = twice;
int twice(int x) { return 2 * x + counter + zeros[x & 31]; }
__attribute__((section(".start"), used)) void _start(void) {
    for (;;) zeros[1] = function(zeros[0]) + names[1][0];
}
"""

STATE = """
__attribute__((section(".app_state"))) const unsigned state[8] = {1, 2, 3, 4, 5, 6, 7, 8};
__attribute__((section(".more_state"))) const unsigned more[4] = {9, 10, 11, 12};
"""


MACHINES = {
    "arm": "arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -mfloat-abi=soft".split(),
    "riscv": "riscv64-unknown-elf-gcc -march=rv32imac -mabi=ilp32".split(),
    "riscv64": "riscv64-unknown-elf-gcc -march=rv64imac -mabi=lp64 -mcmodel=medany".split(),
}


def link(folder, name, source=SOURCE, script=None, machine="arm", **layout):
    """Compiles and links `source`; the path of the ELF file."""
    values = dict(
        flash=PIC_FLASH, ram=PIC_RAM, stack=2048, symbols="", ram_symbol="_sram_origin = .;"
    )
    values.update(layout)
    source_path, script_path, elf = (folder / f"{name}.{end}" for end in ("c", "ld", "elf"))
    source_path.write_text(source)
    script_path.write_text((script or SCRIPT).format(**values))
    is_pic = machine == "arm" and script is None and values["flash"] == PIC_FLASH
    pic = PIC_FLAGS if is_pic else []
    subprocess.run(
        [
            *MACHINES[machine],
            "-Os",
            "-nostdlib",
            "-fdata-sections",
            "-ffunction-sections",
            *pic,
            "-Wl,--emit-relocs",
            "-Wl,--build-id=none",
            "-Wl,--no-warn-rwx-segments",
            f"-Wl,-T,{script_path}",
            source_path,
            "-o",
            elf,
        ],
        check=True,
    )
    return elf


@pytest.fixture(scope="session")
def elves(tmp_path_factory):
    """The ELF files that most tests want, linked once."""
    for compiler, *_ in MACHINES.values():
        if shutil.which(compiler) is None:
            pytest.fail(f"{compiler} is not there: make setup")
    folder = tmp_path_factory.mktemp("elves")
    return {
        "pic": link(folder, "pic"),
        "state": link(folder, "state", SOURCE + STATE),
        "fixed": link(folder, "fixed", flash=0x30080, ram=0x20004000),
        "riscv": link(folder, "riscv", machine="riscv", flash=0x80100080, ram=0x80300000),
        "symbols": link(
            folder,
            "symbols",
            flash=0x30080,
            ram=0x20004000,
            symbols="_flash_origin = 0x30080; tbf_protected_region_size = 256;",
        ),
    }


class Elf:
    """Just enough of a reader of 32-bit ELF for the tests to know what to expect."""

    def __init__(self, path):
        self.data = data = Path(path).read_bytes()
        self.entry, phoff, shoff = struct.unpack_from("<III", data, 24)
        phentsize, phnum, shentsize, shnum, shstrndx = struct.unpack_from("<HHHHH", data, 42)
        self.segments = [
            struct.unpack_from("<8I", data, phoff + i * phentsize) for i in range(phnum)
        ]
        headers = [struct.unpack_from("<10I", data, shoff + i * shentsize) for i in range(shnum)]
        names = headers[shstrndx][4]
        self.sections = {}
        for header in headers:
            start = names + header[0]
            name = data[start : data.index(b"\0", start)].decode()
            self.sections[name] = header

    def content(self, section):
        _, _, _, _, offset, size, *_ = self.sections[section]
        return self.data[offset : offset + size]

    def address(self, section):
        return self.sections[section][3]

    def size(self, section):
        return self.sections[section][5]
