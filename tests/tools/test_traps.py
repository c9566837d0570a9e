# SPDX-License-Identifier: Apache-2.0 OR MIT
"""What the compiler sees to in capsules (CAPSULE_CHECKS): that each class of access has its check, that
the checks are those of the kernel's real flags, and that every capsule of the image has them."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from conftest import BUILD, ROOT, compile_c, make_variable, run

TRAPS = ROOT / "tests/tools/traps"
FOLDERS = []  # that go when the tests are through

# What has to be among the flags. Said here once more: what the make variable loses, a test shall miss.
FLAGS = [
    "-fsanitize=bounds-strict", "-fsanitize=shift-exponent", "-fsanitize=integer-divide-by-zero",
    "-fsanitize-undefined-trap-on-error",
    "-ftrivial-auto-var-init=zero", "-fwrapv", "-fno-delete-null-pointer-checks",
    "-fno-aggressive-loop-optimizations",
]


def split(flags):
    """One flag for each sanitizer."""
    return [f"-fsanitize={one}" if flag.startswith("-fsanitize=") else flag for flag in flags
            for one in flag.removeprefix("-fsanitize=").split(",")]


def real_flags(toolchain="gcc"):
    return split(make_variable("CAPSULE_CHECKS", toolchain))


def optimisation(toolchain="gcc"):
    return make_variable("KERNEL_SMALL", toolchain)


def build(folder, name, checks, optimise=None, toolchain="gcc"):
    """The ELF of traps/NAME.c with these checks, or None where that does not link."""
    folder.mkdir(exist_ok=True)
    objects = [compile_c(TRAPS / "machine.c", folder / "machine.o", "-O1", "-w", f"-I{ROOT}"),
               compile_c(TRAPS / f"{name}.c", folder / f"{name}.o", *(optimise or optimisation(toolchain)),
                         "-fno-common", *make_variable("TOOLCHAIN_CFLAGS", toolchain), "-w", f"-I{ROOT}",
                         *checks, toolchain=toolchain)]
    elf = folder / f"{name}.elf"
    done = run("arm-none-eabi-gcc", "-mcpu=cortex-m3", "-mthumb", "-nostdlib", "-T",
               TRAPS / "machine.ld", *objects, "-lgcc", "-o", elf)
    return elf if done.returncode == 0 else None


def results(elf):
    """{case: (what came of the index that fits, what of the one that does not)}"""
    done = run("timeout", "20", "qemu-system-arm", "-M", "lm3s6965evb", "-display", "none", "-serial",
               "stdio", "-monitor", "none", "-semihosting", "-kernel", elf)
    assert done.returncode == 0, done.stderr
    return {line.split()[0]: tuple(line.split()[1:]) for line in done.stdout.splitlines()}


def cases(name):
    return re.findall(r"^CASE\((\w+),", (TRAPS / f"{name}.c").read_text(), re.M)


def functions_with_traps(path):
    """{function: how many udf it has; of several of one name all}"""
    text = run("arm-none-eabi-objdump", "-d", "--no-show-raw-insn", path).stdout
    blocks = re.split(r"^[0-9a-f]+ <([^>]+)>:$", text, flags=re.M)
    found = Counter()
    for name, code in zip(blocks[1::2], blocks[2::2]):
        found[name] += len(re.findall(r"\tudf\t", code))
    return found


# ---- The predicates ----


def every_access_traps(elf):
    found = elf and results(elf)
    return bool(elf) and all(found[case][0] not in ("trap", "fault") and found[case][1] == "trap"
                             for case in cases("accesses"))


def every_value_is_defined(elf):
    found = elf and results(elf)
    return bool(elf) and all(
        found[case] == (f"{int(n.group(1)) if (n := re.search('_([0-9])$', case)) else 0:08x}",) * 2
        for case in cases("values"))


@cache
def elf_of(name, checks, optimise=None, toolchain="gcc"):
    FOLDERS.append(TemporaryDirectory())
    return build(Path(FOLDERS[-1].name), name, checks, optimise, toolchain)


# ---- Each class of access ----


@pytest.mark.parametrize("case", cases("accesses"))
def test_an_index_that_does_not_fit_traps(case):
    fits, does_not_fit = results_of("accesses")[case]
    assert fits not in ("trap", "fault")
    assert does_not_fit == "trap"


@pytest.mark.parametrize("case", cases("accesses"))
def test_the_check_is_in_the_code(case):
    assert functions_with_traps(elf_of("accesses", tuple(real_flags())))[case] > 0


@pytest.mark.parametrize("case", cases("values"))
def test_what_is_undefined_in_c_is_defined(case):
    wanted = re.search("_([0-9])$", case)
    assert results_of("values")[case] == (f"{int(wanted.group(1)) if wanted else 0:08x}",) * 2


@cache
def results_of(name):
    return results(elf_of(name, tuple(real_flags())))


@pytest.mark.parametrize("case", cases("gaps"))
def test_what_gcc_lets_pass(case):
    """If this fails, GCC has learned something, and the checker may become milder."""
    assert results_of("gaps")[case] == ("00000000", "00000000")


@pytest.mark.parametrize("level", ["-O0", "-O1", "-O2", "-O3", "-Os"])
def test_checks_do_not_depend_on_optimisation(level):
    assert every_access_traps(elf_of("accesses", tuple(real_flags()), (level,)))
    assert every_value_is_defined(elf_of("values", tuple(real_flags()), (level,)))


# ---- Each flag ----


def test_the_flags_are_all_there():
    assert set(FLAGS) <= set(real_flags())


@pytest.mark.parametrize("flag, name, predicate", [
    ("-fsanitize=bounds-strict", "accesses", every_access_traps),
    ("-fsanitize=shift-exponent", "accesses", every_access_traps),
    ("-fsanitize=integer-divide-by-zero", "accesses", every_access_traps),
    ("-fsanitize-undefined-trap-on-error", "accesses", every_access_traps),
    ("-ftrivial-auto-var-init=zero", "values", every_value_is_defined),
    ("-fwrapv", "values", every_value_is_defined),
    ("-fno-delete-null-pointer-checks", "values", every_value_is_defined),
])
def test_without_the_flag_it_is_noticed(flag, name, predicate):
    """-fno-aggressive-loop-optimizations changes nothing that a test could see, with the rest there;
    that it is there the producer says, see below."""
    assert predicate(elf_of(name, tuple(real_flags())))
    assert not predicate(elf_of(name, tuple(f for f in real_flags() if f != flag)))


def test_weaker_flags_are_noticed():
    weaker = [f.replace("bounds-strict", "bounds") for f in real_flags()]
    assert not every_access_traps(elf_of("accesses", tuple(weaker)))
    weaker = [f.replace("init=zero", "init=pattern") for f in real_flags()]
    assert not every_value_is_defined(elf_of("values", tuple(weaker)))


# ---- Every capsule of the image ----


def capsules():
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("capsules/*/*.c"))


def producer_lacks(path):
    """Flags with which this object was not compiled, as it says of itself."""
    text = run("arm-none-eabi-readelf", "--debug-dump=info", "-wN", path).stdout
    said = re.search(r"DW_AT_producer.*?: (GNU C.*)", text).group(1).split()
    given = split([flag for flag in said if flag.startswith("-f")])
    return [flag for flag in FLAGS if flag not in given or
            max(i for i, f in enumerate(given) if f == flag) <
            max((i for i, f in enumerate(given) if f == negation(flag)), default=-1)]


def negation(flag):
    return {"-ftrivial-auto-var-init=zero": "-ftrivial-auto-var-init=uninitialized"}.get(
        flag, flag.replace("-fno-", "-f") if flag.startswith("-fno-") else flag.replace("-f", "-fno-", 1))


@pytest.mark.parametrize("source", capsules())
def test_every_capsule_was_compiled_with_the_flags(source):
    assert producer_lacks(BUILD / f"{source}.o") == []


def test_an_object_without_the_flags_would_be_noticed(tmp_path):
    for flag in FLAGS:
        compile_c(TRAPS / "gaps.c", tmp_path / "o.o", "-Os", "-w", f"-I{ROOT}",
                  *(f for f in FLAGS if f != flag))
        assert producer_lacks(tmp_path / "o.o") == [flag]
        compile_c(TRAPS / "gaps.c", tmp_path / "o.o", "-Os", "-w", f"-I{ROOT}", *FLAGS, negation(flag))
        assert producer_lacks(tmp_path / "o.o") == [flag]


@cache
def expected(source, folder, flags=tuple(FLAGS), toolchain="gcc"):
    """{function: traps} of a capsule that is compiled here, checks and all."""
    plain = [f for f in make_variable("KERNEL_CFLAGS", toolchain) if f not in ("-MMD", "-MP")]
    plain = [re.sub(r"'(.*)'", r"\1", f) for f in plain]
    out = folder / source.replace("/", "_")
    done = run(*make_variable("KERNEL_CC", toolchain), *plain, *optimisation(toolchain), *flags,
               *make_variable("CAPSULE_TRAPS", toolchain), "-c", source, "-o", f"{out}.o")
    assert done.returncode == 0, done.stderr
    return {name: n for name, n in functions_with_traps(f"{out}.o").items() if n > 0}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("capsules")


@pytest.mark.parametrize("source", capsules())
def test_every_function_of_the_image_that_needs_a_trap_has_it(source, folder):
    """First by object, for names of static functions come more than once; then in the image."""
    wanted = expected(source, folder)
    assert {n: t for n, t in functions_with_traps(BUILD / f"{source}.o").items() if t} == wanted
    image = functions_with_traps(BUILD / "kernel.elf")
    for name, traps in wanted.items():
        assert name not in image or image[name] >= traps, name


def test_there_are_functions_with_traps_at_all(folder):
    assert sum(len(expected(source, folder)) for source in capsules()) >= 10
