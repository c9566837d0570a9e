# SPDX-License-Identifier: Apache-2.0 OR MIT
"""tools/stack.py: the bound of the kernel's stack, of small kernels and of the real one."""

import glob
import json
import re
from collections import Counter

import pytest

import stack
from conftest import BUILD, ROOT, compile_c, run

LAYOUT = """
ENTRY(reset)
SECTIONS {
    .vectors 0 : { KEEP(*(.vectors)) }
    .text : { *(.text*) }
    .rodata : { *(.rodata*) }
    .data 0x20000000 : { *(.data*) *(.bss*) }
    layout_stack_bottom = 0x20001000;
    layout_stack_top = 0x20001000 + %d;
}
"""
# The outermost frame of a kernel, and a handler for what comes. Everything is called from `work`.
COMMON = """
#define NOINLINE __attribute__((noinline))
void work(void); void reset(void); void handler(void); void watch(void); void fault(void);
void arch_process_run(void); void arch_interrupt_handler(void);
volatile char sink;
#define USE(bytes) do { volatile char used[bytes]; used[0] = 1; sink = used[0]; } while (0)
"""
AROUND = """
NOINLINE void arch_process_run(void) { USE(16); }
NOINLINE void arch_interrupt_handler(void) { sink = 1; }
void reset(void) { work(); arch_process_run(); sink = 1; }
__attribute__((section(".vectors"), used)) static void (*const vectors[])(void) = {
    (void (*)(void))0x20002000, reset, VECTORS};
"""


@pytest.fixture
def measured(tmp_path):
    """measured(source, facts=, nesting=, vectors=, reserve=) is the report, or why there is none."""

    def measure(source, facts="", nesting=(), vectors="[16] = arch_interrupt_handler",
                reserve=4096):
        (tmp_path / "k.c").write_text(COMMON + source + AROUND.replace("VECTORS", vectors))
        (tmp_path / "k.ld").write_text(LAYOUT % reserve)
        (tmp_path / "facts").write_text(facts)
        compile_c("k.c", "k.c.o", "-O1", "-fcallgraph-info=su,da", "-fno-optimize-sibling-calls", "-w",
                  cwd=tmp_path)
        linked = run("arm-none-eabi-gcc", "-mcpu=cortex-m3", "-mthumb", "-nostdlib", "-T", "k.ld",
                     "-Wl,--emit-relocs", "-Wl,-Map=k.map", "k.c.o", "-lgcc", "-o", "k.elf",
                     cwd=tmp_path)
        assert linked.returncode == 0, linked.stderr
        done = run(ROOT / "tools/stack.py", "--facts", "facts", "--elf", "k.elf", "--json", "k.json",
                   *(f"--nesting={n}" for n in nesting), "k.c.o", cwd=tmp_path)
        assert done.returncode in (0, 1) and (done.returncode == 1) == bool(done.stderr), done
        assert "Traceback" not in done.stderr, done.stderr
        return done.stderr or json.loads((tmp_path / "k.json").read_text())

    return measure


def chain(report, level):
    return [part["function"] for part in report["levels"][level]["chain"]]


def test_frames_of_the_deepest_chain_are_added(measured):
    report = measured("""
        NOINLINE static void deep(void) { USE(100); }
        NOINLINE static void shallow(void) { USE(8); }
        void work(void) { shallow(); deep(); USE(40); }
    """)
    assert chain(report, 0) == ["reset", "work", "deep"]
    assert 100 + 40 < report["levels"][0]["bytes"] < 100 + 40 + 3 * 16
    assert report["bound"] == report["levels"][0]["bytes"] + 36  # the frame of the interrupt
    assert report["reserve"] == 4096


def test_a_stack_that_does_not_fit_is_refused(measured):
    said = measured("void work(void) { USE(600); }", reserve=600)
    assert "may overflow" in said and "of 600 B" in said and "work 6" in said


def test_a_watch_and_faults_come_on_top_of_everything(measured):
    report = measured("""
        void work(void) { USE(100); }
        void watch(void) { USE(200); }
        void fault(void) { USE(300); }
    """, vectors="[3] = fault, fault, [16] = arch_interrupt_handler, [17] = watch")
    whats = {level["what"]: level["bytes"] for level in report["levels"]}
    assert 236 <= whats["watch"] < 260
    assert 336 <= whats["fault"] == whats["fault in the fault"] < 360
    assert report["bound"] == sum(whats.values())


def test_an_nmi_with_a_handler_of_its_own_comes_on_top_of_everything(measured):
    source = """
        void work(void) { USE(100); }
        void watch(void) { USE(200); }
        void fault(void) { USE(300); }
    """
    vectors = "[2] = %s, [3] = fault, fault, [16] = arch_interrupt_handler"
    without = measured(source, vectors=vectors % "fault")
    assert without["assumptions"] == ["nothing is connected to the NMI"]
    report = measured(source, vectors=vectors % "watch")
    assert report["assumptions"] == []
    assert chain(report, -1) == ["(pushed by the CPU)", "watch"]
    assert report["bound"] == without["bound"] + report["levels"][-1]["bytes"]


def test_a_system_call_lies_on_the_main_loop_and_not_on_what_that_calls_elsewhere(measured):
    report = measured("""
        void work(void) { USE(500); }
        NOINLINE void handler(void) { USE(400); }
    """, vectors="[11] = handler, [16] = arch_interrupt_handler")
    assert 500 < report["bound"] < 600
    report = measured("""
        void work(void) { USE(300); }
        NOINLINE void handler(void) { USE(400); }
    """, vectors="[11] = handler, [16] = arch_interrupt_handler")
    assert [level["what"] for level in report["levels"]][1] == "entry of a process"
    assert chain(report, 0)[-1] == "arch_process_run"
    assert chain(report, 2) == ["handler"]


def test_the_compilers_library_is_disassembled(measured):
    report = measured("""
        unsigned long long a, b;
        void work(void) { a = a / b; }
    """)
    assert "__aeabi_uldivmod" in chain(report, 0)
    assert [p["bytes"] for p in report["levels"][0]["chain"]
            if p["function"] == "__aeabi_uldivmod"][0] > 0


def test_an_exception_that_nobody_knows_is_refused(measured):
    assert "does not know when they come" in measured(
        "void work(void) {}", vectors="[15] = arch_interrupt_handler")


def test_a_frame_of_unknown_size_is_refused(measured):
    said = measured("int n; void work(void) { volatile char used[n]; used[0] = 1; }")
    assert "work: its frame has no size that is known at compile time" in said


# ---- Calls through pointers ----

UART = """
    struct uart_ops { void (*transmit)(void *); };
    struct uart { const struct uart_ops *ops; void *self; };
    NOINLINE static void transmit(const struct uart *u) { u->ops->transmit(u->self); }
    NOINLINE static void chip_transmit(void *self) { USE(64); }
    const struct uart_ops chip_ops = {chip_transmit};
    const struct uart chip = {&chip_ops, 0};
"""
UART_LINE = COMMON.count("\n") + 4
UART_FACTS = f"""
function transmit k.c:{UART_LINE}
function chip_transmit k.c:{UART_LINE + 1}
function work k.c:{UART_LINE + 4}
indirect transmit uart_ops.transmit
bind uart_ops.transmit k.c:chip_transmit
"""
WORK = "    const struct uart *volatile port; void work(void) { transmit(port); }\n"


def test_a_call_through_a_pointer_goes_to_whoever_is_bound(measured):
    report = measured(UART + WORK, UART_FACTS)
    assert chain(report, 0) == ["reset", "work", "transmit", "chip_transmit"]


def test_it_does_so_where_the_caller_is_inlined(measured):
    report = measured(UART.replace("NOINLINE static void transmit", "static inline "
                                   "__attribute__((always_inline)) void transmit") + WORK, UART_FACTS)
    assert chain(report, 0) == ["reset", "work", "chip_transmit"]


def test_a_call_through_a_pointer_of_which_no_fact_tells_is_refused(measured):
    said = measured(UART + WORK, UART_FACTS.replace("indirect transmit uart_ops.transmit\n", ""))
    assert "transmit: calls through a pointer at k.c:" in said
    assert "no fact tells through which field" in said


def test_a_function_whose_address_is_taken_and_of_which_no_fact_tells_is_refused(measured):
    said = measured(UART + WORK, UART_FACTS.replace("bind uart_ops.transmit k.c:chip_transmit\n", ""))
    assert "chip_transmit: its address is taken in .rodata" in said


def test_a_static_function_is_told_from_one_of_the_same_name(measured):
    """`FILE:NAME` means one function; NAME all of that name."""
    facts = UART_FACTS.replace("k.c:chip_transmit", "chip_transmit")
    assert chain(measured(UART + WORK, facts), 0)[-1] == "chip_transmit"
    facts = UART_FACTS.replace("k.c:chip_transmit", "other.c:chip_transmit")
    assert "chip_transmit: its address is taken" in measured(UART + WORK, facts)


# ---- Cycles ----


def test_recursion_is_refused_and_named(measured):
    said = measured("""
        NOINLINE static void ping(int);
        NOINLINE static void pong(int n) { USE(8); ping(n - 1); USE(8); }
        NOINLINE static void ping(int n) { USE(8); if (n > 0) pong(n); USE(8); }
        void work(void) { ping(sink); }
    """)
    assert re.search(r"recursion: .*ping -> .*pong -> .*ping", said)


def test_a_function_that_calls_itself_is_refused(measured):
    assert "recursion" in measured("""
        NOINLINE static int sum(int n) { USE(8); return n > 0 ? n * sum(n - 1) : 0; }
        void work(void) { sink = sum(sink); }
    """)


MUX = """
    struct mux { const struct uart *below; };
    NOINLINE static void mux_transmit(void *self) { USE(32); transmit(((struct mux *)self)->below); }
    const struct uart_ops mux_ops = {mux_transmit};
    struct mux mux = {&chip}; const struct uart on_mux = {&mux_ops, &mux};
"""
MUX_FACTS = UART_FACTS.replace(f"function work k.c:{UART_LINE + 4}",
                               f"function mux_transmit k.c:{UART_LINE + 5}\n"
                               f"function work k.c:{UART_LINE + 9}") + \
    "bind uart_ops.transmit k.c:mux_transmit\n"


def test_a_cycle_by_type_is_refused_with_advice(measured):
    said = measured(UART + MUX + WORK, MUX_FACTS)
    assert "recursion" in said and "(through uart_ops.transmit)" in said
    assert "STACK_NESTING := uart_ops.transmit=N in board.mk" in said


def test_a_cycle_by_type_counts_as_often_as_the_board_says(measured):
    report = measured(UART + MUX + WORK, MUX_FACTS, nesting=["uart_ops.transmit=2"])
    assert chain(report, 0) == ["reset", "work", "transmit", "mux_transmit", "transmit",
                                "chip_transmit"]
    assert "at most 2 calls through uart_ops.transmit" in report["assumptions"][0]
    report = measured(UART + MUX + WORK, MUX_FACTS, nesting=["uart_ops.transmit=4"])
    assert chain(report, 0).count("mux_transmit") == 3


def test_nesting_does_not_hide_recursion(measured):
    said = measured(UART + MUX.replace("USE(32);", "USE(32); if (sink) mux_transmit(self);") + WORK,
                    MUX_FACTS, nesting=["uart_ops.transmit=2"])
    assert "recursion" in said and "mux_transmit -> " in said


def test_nesting_of_a_field_that_nobody_calls_is_a_mistake(measured):
    assert "nothing in this kernel calls through it" in measured(
        UART + WORK, UART_FACTS, nesting=["uart_ops.transmt=2"])


# ---- What is told of assembly, and what GCC tells, against the code ----


def disassembled(path, *options):
    text = run("arm-none-eabi-objdump", "-d", "--no-show-raw-insn", *options, path).stdout
    blocks = re.split(r"^[0-9a-f]+ <([^>]+)>:$", text, flags=re.M)
    return dict(zip(blocks[1::2], blocks[2::2]))


def sections_of(path):
    """{function that a section is named for: its code}. Handlers have labels, which are no
    functions."""
    text = run("arm-none-eabi-objdump", "-dr", "--no-show-raw-insn", path).stdout
    blocks = re.split(r"^Disassembly of section \.text\.(\S+):$", text, flags=re.M)
    return dict(zip(blocks[1::2], blocks[2::2]))


ENTRY = BUILD / "arch/cortex-m/entry.S.o"


def told():
    graph, image = stack.Graph(), stack.Image(str(BUILD / "kernel.elf"))
    stack.read_assembly(graph, ROOT / "arch/cortex-m/entry.S", set(image.values))
    return graph


def test_every_function_of_assembly_is_told_of():
    assert set(told().frames) == set(sections_of(ENTRY))


@pytest.mark.parametrize("function", sorted(told().frames))
def test_assembly_pushes_and_calls_what_is_told(function):
    graph, code = told(), sections_of(ENTRY)[function]
    pushes = [stack.read_disassembly(line, function)[0]
              for line in code.splitlines()
              if not re.search(r"\t(ldr|mov)\S*\tsp, |\tldr\S*\tsp,", line) and "\tbx\t" not in line]
    # Of pushes on ways that exclude each other one counts.
    assert graph.frames[function] == max(pushes, default=0)
    called = {name for name in re.findall(r"R_ARM_THM_(?:CALL|JUMP24|JUMP19)\s+(\w+)", code)}
    assert called <= graph.calls[function] | graph.afresh
    assert graph.calls[function] <= called


def test_the_boundary_pushes_what_is_told():
    """Registers first, then either the frame of the boundary, or what is kept around a question."""
    graph = stack.Graph()
    stack.read_assembly(graph, ROOT / "arch/cortex-m/boundary.S")
    (code,) = sections_of(BUILD / "arch/cortex-m/boundary.S.o").values()
    pushes = [n for line in code.splitlines() if "sp" in line or "push" in line
              if (n := stack.read_disassembly(line, "boundary_call")[0])]
    assert len(pushes) == 3
    assert {graph.frames[function] for function in graph.through} == {pushes[0] + max(pushes[1:])}
    assert set(re.findall(r"R_ARM_THM_CALL\s+(\w+)", code)) == graph.calls["boundary_call"]
    assert set(re.findall(r"^[0-9a-f]+ <(\w+)>:", code, re.M)) <= graph.through | set(graph.within)


def test_frames_that_gcc_tells_are_those_of_the_code(monkeypatch):
    monkeypatch.chdir(ROOT)
    elf = str((BUILD / "kernel.elf").relative_to(ROOT))
    graph = stack.read_graph(glob.glob(f"{BUILD.relative_to(ROOT)}/**/*.o", recursive=True), elf,
                             stack.Image(elf))
    frames, names = {}, Counter(map(stack.short, graph.frames))
    for function, frame in graph.frames.items():
        if names[stack.short(function)] == 1:
            frames[stack.short(function)] = frame
    compared = 0
    for name, code in disassembled(elf).items():
        if name not in frames or name in told().frames:
            continue
        pushed = [stack.read_disassembly(line, name)[0] for line in code.splitlines()
                  if re.search(r"\t(push|stmdb|sub|subw|str|strd)\S*\t", line)]
        assert max(pushed, default=0) <= frames[name], name
        if sum(p > 0 for p in pushed) == 1:
            assert sum(pushed) == frames[name], name
        compared += 1
    assert compared > 100
