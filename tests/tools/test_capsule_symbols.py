# SPDX-License-Identifier: Apache-2.0 OR MIT
"""tools/capsule_symbols.py: what a capsule's object may ask of the linker."""

import pytest

from conftest import ROOT, compile_c, run

FACTS = """
api buffer_put api.h
kernel-only grant_leave api.h
kernel-only command_more api.h
kernel-only process_stop api.h
kernel-only process_halt api.h
macro GRANT_ENTER it is sound
exports capsules/other.h other_start
exports capsules/mine.h mine_start
exports capsules/mine.h mine_ops
"""
API = """
#define GRANT_ENTER(x) \\
    GRANT_BLOCK(x)
#define GRANT_BLOCK(x) grant_leave(x)
#define STOP(x) process_stop(x) /* not for capsules: GRANT_ENTER */
/* process_halt */
static inline int command_success(int x) {
    command_more[0] = x;
    return 0;
}
KERNEL_ONLY static inline int halt(int x) {
    return process_halt(x);
}
"""
FINE = "int mine_start(void) { return 1; } const int mine_ops = 1;\n"


@pytest.fixture
def said(tmp_path):
    """said(source) is what the tool says of it; nothing if all is well."""

    def check(source, facts=FACTS, trusted=None, flags=()):
        (tmp_path / "capsules").mkdir(exist_ok=True)
        (tmp_path / "build/capsules").mkdir(parents=True, exist_ok=True)
        (tmp_path / "capsules/mine.c").write_text(source)
        (tmp_path / "facts").write_text(facts)
        (tmp_path / "api.h").write_text(API)
        (tmp_path / "layout.ld").write_text("layout_stack_top = 0x1000; PROVIDE(layout_hidden = 2);"
                                            "/* layout_comment = 1; */")
        compile_c("capsules/mine.c", "build/capsules/mine.c.o", "-Os", "-fno-common", "-w", *flags,
                  cwd=tmp_path)
        more = []
        if trusted:
            (tmp_path / "trusted.c").write_text(trusted)
            compile_c("trusted.c", "trusted.c.o", "-Os", "-w", cwd=tmp_path)
            more = ["--trusted", "trusted.c.o"]
        done = run(ROOT / "tools/capsule_symbols.py", "--facts", "facts", "--script", "layout.ld", *more,
                   "--objects", "build/capsules/mine.c.o", cwd=tmp_path)
        assert done.returncode == (1 if done.stderr else 0), done
        return done.stderr

    return check




@pytest.mark.parametrize("source", [
    "int buffer_put(int); int f(void); int mine_start(void) { return buffer_put(1); }",
    "int other_start(void); int mine_start(void) { return other_start(); }",
    "int grant_leave(void); int mine_start(void) { return grant_leave(); }",
    "extern int command_more[2]; int mine_start(void) { return command_more[1]; }",
    "unsigned long long mine_start(unsigned long long a, unsigned long long b) { return a / b; }",
    "struct s { int a[99]; }; void mine_start(struct s *a, struct s *b) { *a = *b; }",
    "static int x[9]; static int y = 3; static const int z[] = {1, 2, 3};"
    "int mine_start(int i) { y++; return x[i] + y + z[i]; }",
    "const char *mine_start(void) { return \"text\"; }",
], ids=lambda s: s[:40])
def test_what_a_capsule_may(said, source):
    assert said(source + " const int mine_ops = 1;") == ""


STRAY = [
    ("int process_stop(int); int mine_start(void) { return process_stop(1); }", "process_stop",
     "neither in the capsule API nor"),
    ("int process_halt(int); int mine_start(void) { return process_halt(1); }", "process_halt",
     "neither in the capsule API nor"),
    ("extern int kernel; int mine_start(void) { return kernel; }", "kernel", "neither in the capsule"),
    ("extern int layout_stack_top[]; int mine_start(void) { return layout_stack_top[0]; }",
     "layout_stack_top", "neither in the capsule"),
    ("float mine_start(float a) { return a * 3; }", "__aeabi_fmul", "not among the compiler's helpers"),
    ("int mine_start(void) { return 1; } int helper(void) { return 1; }", "helper", "make it static"),
    ("int mine_start(void) { return 1; } int visible = 3;", "visible", "make it static"),
    ("int mine_start(void) { return 1; } int _hidden(void) { return 1; }", "_hidden", "underscore"),
    ("int mine_start(void) { return 1; } void *memcpy(void *a, const void *b, unsigned n) { return a; }",
     "memcpy", "the C library has"),
    ("int mine_start(void) { return 1; } int layout_stack_top = 1;", "layout_stack_top",
     "layout.ld has"),
    ("int mine_start(void) { return 1; } int layout_hidden = 1;", "layout_hidden", "layout.ld has"),
    ("int mine_start(void) { return 1; } int __aeabi_uldivmod(void) { return 1; }", "__aeabi_uldivmod",
     "underscore"),
    ("__attribute__((weak)) int mine_start(void) { return 1; }", "mine_start", "is weak"),
    ("__attribute__((weak)) int process_stop(void); int mine_start(void) { return process_stop(); }",
     "process_stop", "is weak"),
    ("int mine_start(void) { return 1; } int same(void) __attribute__((alias(\"mine_start\")));",
     "same", "make it static"),
    ("int mine_start(void) { return 1; } int pool __attribute__((common));", "pool", "is common"),
    ("int mine_start(void) { return 1; } __asm__(\".global mmio\\nmmio = 0x40000000\");", "mmio",
     "is absolute"),
    ("int mine_start(void) { return 1; } __asm__(\"local_mmio = 0x40000000\");", "local_mmio",
     "is absolute"),
    ("static __thread int t; int mine_start(void) { return t++; }", "t", "is thread-local"),
    ("int mine_start(void) { return 1; } int picked(void) { return 1; }"
     "__asm__(\".type picked, %gnu_indirect_function\");", "picked", "indirect"),
    ("__attribute__((visibility(\"hidden\"))) int mine_start(void) { return 1; }", "mine_start",
     "hidden"),
]


@pytest.mark.parametrize("source, symbol, why", STRAY, ids=lambda v: v[-30:])
def test_a_stray_symbol_is_named_with_its_object_and_what_to_do(said, source, symbol, why):
    words = said(source + " const int mine_ops = 1;")
    lines = [line for line in words.splitlines() if f"symbol `{symbol}`" in line]
    assert len(lines) == 1 and why in lines[0], words
    assert lines[0].startswith("build/capsules/mine.c.o: ")


@pytest.mark.parametrize("source, section", [
    ("__attribute__((constructor)) static void early(void) { *(volatile int *)4 = 1; }", ".init_array"),
    ("__attribute__((section(\".vectors\"), used)) static int v = 3;", ".vectors"),
    ("__attribute__((section(\".init_array\"), used)) static int v = 3;", ".init_array"),
    ("__attribute__((section(\".boot\"))) int mine_start2(void) { return 1; }", ".boot"),
    ("__attribute__((section(\".text.odd,\\\"awx\\\"@\"), used)) static int v = 3;", ".text.odd"),
    ("__asm__(\".section .textual, \\\"ax\\\"\\nnop\\n.text\");", ".textual"),
    ("__asm__(\".section .secret\\n.word 1\\n.text\");", ".secret"),
])
def test_a_stray_section_is_named(said, source, section):
    assert f"section `{section}` " in said(FINE + source)


def test_what_the_header_declares_has_to_be_there(said):
    words = said("int mine_start(void) { return 1; }")
    assert "symbol `mine_ops` is declared in capsules/mine.h and not defined" in words


def test_a_capsule_does_not_give_the_kernel_what_that_waits_for(said):
    """Not even if its header declares it."""
    trusted = "int board_hook(void); int f(void) { return board_hook(); }"
    facts = FACTS + "exports capsules/mine.h board_hook\n"
    source = FINE + "int board_hook(void) { return 1; }"
    assert said(source, facts) == ""
    assert "symbol `board_hook` is a name that trusted.c.o has" in said(source, facts, trusted)


def test_without_exports_nothing_may_be_visible(said):
    assert said(FINE, "api buffer_put api.h\n").count("make it static") == 2


def test_the_header_of_a_capsule_from_elsewhere_lies_beside_its_source(tmp_path):
    (tmp_path / "build/capsules/extra").mkdir(parents=True)
    (tmp_path / "mine.c").write_text(FINE)
    compile_c("mine.c", "build/capsules/extra/mine.c.o", "-Os", "-w", cwd=tmp_path)
    for header, status in (("elsewhere/mine.h", 0), ("elsewhere/other.h", 1)):
        (tmp_path / "facts").write_text(f"exports {header} mine_start\nexports {header} mine_ops\n")
        done = run(ROOT / "tools/capsule_symbols.py", "--facts", "facts", "--extra", "elsewhere",
                   "--objects", "build/capsules/extra/mine.c.o", cwd=tmp_path)
        assert done.returncode == status, done
