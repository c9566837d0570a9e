#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 OR MIT
"""Builds newlib for apps: build.py OUTPUT COMPILER FLAG...

The source is the tarball of Debian's package newlib-source, checked against a pinned digest. Only
the folders an app can use are compiled, straight from a list made here; newlib's own configure and
make would take three times as long and give the same functions. The output holds include/ and
lib/libc.a, which appears last and all at once, so that an interrupted build is never mistaken for a
finished one.
"""

import concurrent.futures
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile

TARBALL = pathlib.Path("/usr/src/newlib/newlib-3.3.0.tar.xz")
SHA256 = "c6f3a88b9d93420904241b231ca8647303be3bfb3cfef6adc8d1ea9207291033"
VERSION = (3, 3, 0)

# Later folders replace objects of earlier ones: the processor's own strcmp wins over the portable.
FOLDERS = [
    "ctype", "errno", "locale", "misc", "reent", "search", "signal", "stdio", "stdlib", "string",
    "syscalls",
]
# What the processor adds, by the compiler that makes code for it.
MACHINE_FOLDERS = {
    "arm-none-eabi-gcc": ["sys/arm", "machine/arm"],
    "riscv64-unknown-elf-gcc": ["machine/riscv"],
}

# Files that are compiled more than once: object -> (source, definitions).
VARIANTS = {
    "stdio": {
        "nano-vfprintf": ("nano-vfprintf.c", []),
        "nano-svfprintf": ("nano-vfprintf.c", ["STRING_ONLY"]),
        "nano-vfscanf": ("nano-vfscanf.c", []),
        "nano-svfscanf": ("nano-vfscanf.c", ["STRING_ONLY"]),
    },
    "stdlib": {
        f"nano-{name}r": ("nano-mallocr.c", ["INTERNAL_NEWLIB", f"DEFINE_{name.upper()}"])
        for name in ("calloc", "cfree", "free", "mallinfo", "malloc", "malloc_stats",
                     "malloc_usable_size", "mallopt", "memalign", "pvalloc", "realloc", "valloc")
    },
}

# Not compiled: the full-size counterparts of the nano files, wide-character I/O, what needs a file
# system, and start-up code and system calls for other systems.
OMITTED = {
    "misc": {"lock.c"},
    "stdlib": {"mallocr.c"},
    "stdio": {
        "vfprintf.c", "vfscanf.c", "vfwprintf.c", "vfwscanf.c",
        *(f"{prefix}printf.c" for prefix in ("asi", "asni", "di", "fi", "i", "si", "sni", "vasi",
                                             "vasni", "vdi", "vi", "vsi", "vsni")),
        *(f"{prefix}scanf.c" for prefix in ("fi", "i", "si", "vi", "vsi")),
        *(f"{name}.c" for name in ("wprintf", "fwprintf", "swprintf", "vwprintf", "vswprintf",
                                   "wscanf", "fwscanf", "swscanf", "vwscanf", "vswscanf")),
    },
    "reent": {f"{name}64r.c" for name in ("fstat", "lseek", "open", "stat")},
    "sys/arm": {"access.c", "crt0.S", "libcfunc.c", "syscalls.c", "trap.S"},
}

# The part of libm that formatted floats, strtod and the macros of <math.h> need.
MATH = {
    "math": [f"{size}_{name}.c" for size in ("s", "sf") for name in ("frexp", "ldexp")],
    "common": ["s_isinfd.c", "sf_isinff.c", "s_isnand.c", "sf_isnanf.c", *(
        f"{size}_{name}.c" for size in ("s", "sf") for name in (
            "copysign", "finite", "fpclassify", "isinf", "isnan", "modf", "nan", "scalbn"))],
}


def die(message):
    sys.exit(f"libc: {message}")


def unpack(folder):
    """Checks the tarball and unpacks what is needed of it."""
    try:
        data = TARBALL.read_bytes()
    except OSError:
        die(f"{TARBALL} is missing; `apt-get install newlib-source`, or `make setup`, brings it")
    digest = hashlib.sha256(data).hexdigest()
    if digest != SHA256:
        die(f"{TARBALL} is not the file this build was made for\n"
            f"  expected SHA-256 {SHA256}\n  found    SHA-256 {digest}\n"
            "Another version of the package needs its list of sources looked at "
            "(user/libc/build.py).")
    with tarfile.open(TARBALL) as tar:
        wanted = [m for m in tar.getmembers()
                  if m.name.split("/", 1)[-1].startswith(
                      ("newlib/libc/", "newlib/libm/", "COPYING.NEWLIB"))]
        tar.extractall(folder, wanted)
        return folder / wanted[0].name.split("/")[0]


def install_headers(libc, include, machine_folders):
    shutil.copytree(libc / "include", include)
    for folder in machine_folders:
        for header in [*(libc / folder).glob("sys/*.h"), *(libc / folder).glob("machine/*.h")]:
            shutil.copy(header, include / header.parent.name / header.name)
    shutil.copy(pathlib.Path(__file__).parent / "newlib.h", include)
    major, minor, patch = VERSION
    (include / "_newlib_version.h").write_text(
        "#ifndef _NEWLIB_VERSION_H__\n#define _NEWLIB_VERSION_H__ 1\n"
        f'#define _NEWLIB_VERSION "{major}.{minor}.{patch}"\n'
        f"#define __NEWLIB__ {major}\n#define __NEWLIB_MINOR__ {minor}\n"
        f"#define __NEWLIB_PATCHLEVEL__ {patch}\n#endif\n")


def list_sources(libc, machine_folders):
    """Object name -> (source, definitions)."""
    objects = {}
    for folder in FOLDERS + machine_folders:
        variants = VARIANTS.get(folder, {})
        omitted = OMITTED.get(folder, set()) | {source for source, _ in variants.values()}
        for source in sorted((libc / folder).glob("*.[cS]")):
            # Assembly that others include (strcmp-armv7m.S and such) has a dash in its name.
            part = source.suffix == ".S" and "-" in source.stem
            complete = not part or source.stem.endswith(("-soft", "-asm"))
            if source.name not in omitted and complete:
                objects[source.stem] = (source, [])
        for name, (source, definitions) in variants.items():
            objects[name] = (libc / folder / source, definitions)
    for folder, names in MATH.items():
        for name in names:
            objects[name[:-2]] = (libc.parent / "libm" / folder / name, [])
    return objects


def compile_all(libc, objects, command, folder):
    folder.mkdir()

    def compile_one(item):
        name, (source, definitions) = item
        subprocess.run([*command, "-I", source.parent, "-I", libc / "string",
                        "-I", libc.parent / "libm" / "common",
                        *(f"-D{d}" for d in definitions),
                        "-c", source, "-o", folder / f"{name}.o"],
                       check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    live = sys.stderr.isatty()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, _ in enumerate(pool.map(compile_one, objects.items()), 1):
            if live:
                print(f"\r  LIBC     {done}/{len(objects)} ", end="", flush=True, file=sys.stderr)
            elif done % 100 == 0:
                print(f"  LIBC     {done}/{len(objects)}", flush=True, file=sys.stderr)
    if live:
        print("\r\033[K", end="", file=sys.stderr)


def main():
    if len(sys.argv) < 3:
        die("usage: build.py OUTPUT COMPILER FLAG...")
    output, compiler, flags = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    if compiler not in MACHINE_FOLDERS:
        die(f"no folders of newlib are known for {compiler}, only for {', '.join(MACHINE_FOLDERS)}")
    machine_folders = MACHINE_FOLDERS[compiler]
    work = output / "work"
    shutil.rmtree(output, ignore_errors=True)
    work.mkdir(parents=True)
    source = unpack(work)
    libc = source / "newlib" / "libc"
    install_headers(libc, output / "include", machine_folders)
    shutil.copy(source / "COPYING.NEWLIB", output)
    objects = list_sources(libc, machine_folders)
    version = ".".join(map(str, VERSION))
    print(f"  LIBC     newlib {version}: {len(objects)} files, this once", flush=True,
          file=sys.stderr)
    command = [compiler, *flags, "-w", "-g0", "-fno-builtin", "-D_COMPILING_NEWLIB",
               "-D__NO_SYSCALLS__", "-DHAVE_INIT_FINI", "-isystem", output / "include"]
    try:
        compile_all(libc, objects, command, work / "objects")
    except subprocess.CalledProcessError as error:
        die(f"{' '.join(map(str, error.cmd))}\n{error.stdout}")
    archive = work / "libc.a"
    subprocess.run([compiler.removesuffix("gcc") + "ar", "rcsD", archive,
                    *sorted((work / "objects").iterdir())], check=True)
    (output / "lib").mkdir()
    archive.rename(output / "lib" / "libc.a")
    shutil.rmtree(work)


main()
