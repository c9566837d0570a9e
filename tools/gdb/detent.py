# SPDX-License-Identifier: Apache-2.0 OR MIT
"""For GDB: knows the processes of a Detent kernel and where their programs lie (docs/debugging.md).

A program's code lies where the image says. Where its variables are the kernel chooses when it loads it,
so whenever the machine stops the process table is looked at, and symbols that have to move are moved."""
import json
import os
import sys
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import gdb

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)) + folder for folder in ("", "/..")]

from moved import move  # noqa: E402
from stack import Image  # noqa: E402

PROGBITS, ALLOCATED = 1, 2  # SHT_PROGBITS, SHF_ALLOC
NOWHERE = 0xF0000000  # variables of a program that the kernel has not loaded yet
FRAME_PC = 24  # in the frame that an exception leaves on Cortex-M (DDI0403E B1.5.6)


# ---- Memory ----

# QEMU shows memory as the CPU sees it at the moment, from which the kernel's is hidden while a process
# runs; or as the machine's bus does, if it is asked to. There, what a Cortex-M33 in an IoT kit finds at a
# Secure address has that of its Non-secure alias (DAI0505, memory map: bit 28).
SECURE = 0x10000000


def show_bus(on):
    gdb.execute(f"maintenance packet Qqemu.PhyMemMode:{int(on)}", to_string=True)


def show_all_memory(kernel):
    """For good, where the bus has the addresses of the CPU."""
    code = next(h for h in kernel.headers if h[1] == PROGBITS and h[2] & ALLOCATED and h[5] >= 4)
    show_bus(True)
    session.has_aliases = read(code[3], 4) != kernel.bytes[code[4]:code[4] + 4]
    show_bus(not session.has_aliases)


@contextmanager
def all_memory():
    """For the time being, where it has others; `read` and `look` then know."""
    show_bus(True)
    try:
        yield
    finally:
        show_bus(not session.has_aliases)


def on_bus(address):
    return int(address) & (0xFFFFFFFF ^ SECURE if session.has_aliases else 0xFFFFFFFF)


def read(address, length):
    return bytes(gdb.selected_inferior().read_memory(on_bus(address), length))


def look(address, kind):
    """An object of the kernel's."""
    return gdb.Value(on_bus(address)).cast(kind.pointer()).dereference()


# ---- Processes ----


class Process:
    """A process of the kernel, as its control block says. `pc` is where the CPU is."""

    def __init__(self, block, pc):
        word = lambda value: int(value) & 0xFFFFFFFF
        self.number = word(block["id"]["word"])
        self.flash = word(block["flash_start"]), word(block["flash_start"] + block["flash_size"])
        self.binary = self.flash[0] + word(block["protected_size"])
        self.ram = word(block["memory"]["start"]), word(block["memory"]["end"])
        self.app_break = word(block["memory"]["app_break"])
        name = block["name"]
        self.name = read(self.flash[0] + int(name["offset"]), int(name["length"])).decode("utf-8", "replace")
        self.state = state_of(block)
        self.pc = pc if self.flash[0] <= pc < self.flash[1] else left_at(block)


def state_of(block):
    """As the process console says it: Running, YieldedFor ..."""
    names = {field.enumval: field.name for field in gdb.lookup_type("enum process_state").fields()}
    words = names[int(block["state"])].removeprefix("PROCESS_").split("_")
    state = "".join(word.capitalize() for word in words)
    return f"Stopped({state})" if block["stopped"] else state


def left_at(block):
    """Where the process left the CPU, or will begin."""
    if block["start_pending"]:
        return int(block["entry"]) & ~1
    context = block["context"]
    if "psp" in (field.name for field in context.type.fields()):
        return int.from_bytes(read(int(context["psp"]) + FRAME_PC, 4), "little")
    return int(context["pc"]) & 0xFFFFFFFF


def processes():
    """Those that the kernel has loaded so far."""
    kernel = gdb.lookup_global_symbol("kernel") or gdb.lookup_static_symbol("kernel")
    pc = int(gdb.newest_frame().pc())
    with all_memory():
        slots = look(kernel.value().address, kernel.type)["slots"]
        first, last = slots.type.range()
        blocks = [look(slots[i], gdb.lookup_type("struct process"))
                  for i in range(first, last + 1) if int(slots[i]) != 0]
        return [Process(block, pc) for block in blocks]


# ---- Symbols ----


class Program:
    """A linked program, of which there may be several for different addresses."""

    def __init__(self, name, path):
        self.name, self.path, self.image = name, path, Image(path)
        self.flash, self.ram = (self.image.values[f"_{what}_origin"] for what in ("flash", "sram"))
        self.is_movable = self.ram == 0
        self.text = self.image.headers[self.image.names.index(".text")][3]

    def at(self, binary, ram):
        """A file with it at these addresses."""
        if not self.is_movable:
            return self.path
        path = os.path.join(session.folder.name, f"{self.name}-{binary:x}.elf")
        with open(path, "wb") as file:
            file.write(move(self.image, binary - self.flash, ram - self.ram))
        return path


class Session:
    def __init__(self):
        self.folder = TemporaryDirectory()
        self.programs = []
        self.placed = {}  # address of a binary: (program, address of its RAM)
        self.has_aliases = False  # on the bus, memory lies elsewhere

    def place(self, name, binary, ram=NOWHERE):
        program = next((p for p in self.programs
                        if p.name == name and (p.is_movable or p.flash == binary)), None)
        old = self.placed.get(binary)
        ram = ram if program is None or program.is_movable else program.ram
        if program is None or old == (program, ram):
            return
        if old:
            text = old[0].text + binary - old[0].flash
            gdb.execute(f"remove-symbol-file -a {text:#x}", to_string=True)
        gdb.execute(f"add-symbol-file {program.at(binary, ram)}", to_string=True)
        self.placed[binary] = program, ram

    def follow(self):
        """Moves the symbols of what the kernel has loaded."""
        try:
            loaded = processes()
        except gdb.MemoryError:  # before the kernel has cleared its own
            return
        for process in loaded:
            self.place(process.name, process.binary, process.ram[0])


session = Session()


def begin(objects, flash_start, programs):
    """Called once, when QEMU has answered: `objects` is what `detent inspect --json` says of the
    image, `programs` are NAME=ELF."""
    show_all_memory(Image(gdb.current_progspace().filename))
    session.programs = [Program(*program.split("=", 1)) for program in programs]
    with open(objects, encoding="utf-8") as file:
        listed = json.load(file)["objects"]
    for listing in listed:
        names = [tlv["name"] for tlv in listing.get("tlvs", []) if tlv["type"] == "package_name"]
        if listing["type"] == "app" and names:
            binary = flash_start + listing["offset"] + listing["binary"]["start"]
            session.place(names[0], binary)
            if binary not in session.placed:
                print(f"{names[0]}: no linked program (ELF), so no symbols")


# ---- Commands ----


class ProcessesCommand(gdb.Command):
    """The processes of the kernel: number, name, state, where they are, what is theirs."""

    def __init__(self):
        super().__init__("processes", gdb.COMMAND_STATUS)

    def invoke(self, argument, from_tty):
        print(f"{'PID':<6}{'NAME':<16}{'STATE':<14}{'PC':<34}{'FLASH':<24}RAM (TO THE BREAK)")
        for p in processes():
            at = gdb.parse_and_eval(f"(void (*)()) {p.pc:#x}").format_string()
            print(f"{p.number:<6}{p.name:<16}{p.state:<14}{at:<34}"
                  f"{p.flash[0]:#010x}-{p.flash[1]:#010x}   {p.ram[0]:#010x}-{p.app_break:#010x}-{p.ram[1]:#010x}")


ProcessesCommand()
gdb.execute("""define hook-stop
python session.follow()
end""")
