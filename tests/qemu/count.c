/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A QEMU plugin that measures what a guest does, in instructions, virtual time and bytes of stack:
 *
 *     qemu-system-arm -icount ... -plugin count.so,kernel=START-END[,report=FILE][,stack=BOTTOM-TOP]
 *         [,watch=ADDRESS,stamps=FILE]... [,watch=ADDRESS,keys=FILE]
 *
 * The kernel is what lies between START and END. The report gets, at the end:
 *
 *     instructions N                    how many were executed in all
 *     window K LENGTH TIMES             so many times, window K was so many instructions long
 *     stack ADDRESS                     the lowest store of the kernel between BOTTOM and TOP; what the
 *                                       hardware pushes is not seen
 *
 * A window is what is executed between two markers, both excluded: hint instructions that mean
 * nothing to the processor, of which each architecture has some to give away. A second beginning
 * starts the window anew; an end without a beginning counts for nothing. The end may lie in another
 * process, or behind an interrupt.
 *
 * For each store to a watched ADDRESS by the kernel, the `stamps` that follow it get the virtual time
 * in nanoseconds, as 64 bits. With the data register of a serial port, stamp i belongs to byte i of
 * the output.
 *
 * With the first such store the `keys` that follow it are typed: what is in FILE goes into the pipe that
 * is QEMU's standard input. For a model of a serial port that loses what comes before it is on. */
#include "qemu-plugin.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

QEMU_PLUGIN_EXPORT int qemu_plugin_version = PLUGIN_VERSION;

#define WINDOWS 5
#define LENGTHS 4096 /* of windows; what is longer counts as one less than this */
#define WATCHES 4
#define KEYS_MAX 65536 /* a pipe holds as many */

/* include/qemu/timer.h of QEMU: the virtual clock is 1. */
#define CLOCK_VIRTUAL 1
typedef int64_t clock_get(int clock);

static uint64_t executed;
static uint64_t begun[WINDOWS]; /* value of `executed` at the beginning; 0: not begun */
static uint64_t times[WINDOWS][LENGTHS];
static clock_get *get_clock;
static FILE *report;
static struct watch {
    uint64_t address;
    FILE *stamps;
} watches[WATCHES];
static int watch_count;
static uint64_t keys_wait_for; /* the address; 0: for nothing */
static FILE *keys;
struct range {
    uint64_t start;
    uint64_t end;
};
static struct range kernel, stack; /* of the stack, the end is 0 if nobody asks for it */
static uint64_t stack_lowest;

/* ---- Instructions ---- */

/* Which marker an instruction is: 2 * window, plus 1 for its end; or something else. */
typedef int marker_function(const void *code, size_t bytes);
static marker_function *marker;

/* DDI0403E A5.2.5: hints are 1011 1111 xxxx 0000; from xxxx = 5 on they are not allocated. */
static int marker_thumb(const void *code, size_t bytes) {
    uint16_t hint;
    memcpy(&hint, code, sizeof hint);
    return bytes == 2 && (hint & 0xFF0F) == 0xBF00 ? (hint >> 4 & 0xF) - 5 : -1;
}

/* RISC-V unprivileged specification 2.9: slti x0, x0, number is a hint for whoever wants it. */
static int marker_riscv(const void *code, size_t bytes) {
    uint32_t hint = 0;
    memcpy(&hint, code, bytes < sizeof hint ? bytes : sizeof hint);
    return bytes == 4 && (hint & 0xFFFFF) == 0x2013 ? (int)(hint >> 20) - 0x700 : -1;
}

static void marker_reached(unsigned cpu, void *which) {
    (void)cpu;
    uintptr_t window = (uintptr_t)which / 2;
    if ((uintptr_t)which % 2 == 0) {
        begun[window] = executed;
    } else if (begun[window] != 0) {
        uint64_t length = executed - begun[window] - 1;
        times[window][length < LENGTHS ? length : LENGTHS - 1]++;
        begun[window] = 0;
    }
}

/* ---- Stores ---- */

static void type_keys(void) {
    static char typed[KEYS_MAX];
    size_t count = fread(typed, 1, sizeof typed, keys);
    int line = open("/proc/self/fd/0", O_WRONLY);
    if (line < 0 || write(line, typed, count) != (ssize_t)count) {
        fprintf(stderr, "count: the standard input is no pipe that takes the keys\n");
        exit(1);
    }
    close(line);
    fclose(keys);
    keys_wait_for = 0;
}

static void stored(unsigned cpu, qemu_plugin_meminfo_t info, uint64_t address, void *unused) {
    (void)cpu;
    (void)unused;
    if (!qemu_plugin_mem_is_store(info)) {
        return;
    }
    if (address >= stack.start && address < stack_lowest) {
        stack_lowest = address;
    }
    if (address == keys_wait_for && address != 0) {
        type_keys();
    }
    for (int i = 0; i < watch_count; i++) {
        if (address == watches[i].address) { /* of a device: nowhere else may the clock be read */
            int64_t now = get_clock(CLOCK_VIRTUAL);
            fwrite(&now, sizeof now, 1, watches[i].stamps);
        }
    }
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *block) {
    (void)id;
    bool stores_matter = watch_count > 0 || stack.end != 0 || keys_wait_for != 0;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);
        int which = marker(qemu_plugin_insn_data(instruction), qemu_plugin_insn_size(instruction));
        uint64_t address = qemu_plugin_insn_vaddr(instruction);
        if (which >= 0 && which < 2 * WINDOWS) {
            qemu_plugin_register_vcpu_insn_exec_cb(
                instruction, marker_reached, QEMU_PLUGIN_CB_NO_REGS, (void *)(uintptr_t)which);
        }
        if (report != NULL) {
            qemu_plugin_register_vcpu_insn_exec_inline(instruction, QEMU_PLUGIN_INLINE_ADD_U64,
                                                       &executed, 1);
        }
        if (stores_matter && address >= kernel.start && address < kernel.end) {
            qemu_plugin_register_vcpu_mem_cb(instruction, stored, QEMU_PLUGIN_CB_NO_REGS,
                                             QEMU_PLUGIN_MEM_W, NULL);
        }
    }
}

/* ---- Beginning and end ---- */

static void finished(qemu_plugin_id_t id, void *unused) {
    (void)id;
    (void)unused;
    if (report != NULL) {
        fprintf(report, "instructions %" PRIu64 "\n", executed);
        for (int window = 0; window < WINDOWS; window++) {
            for (int length = 0; length < LENGTHS; length++) {
                if (times[window][length] != 0) {
                    fprintf(report, "window %d %d %" PRIu64 "\n", window, length,
                            times[window][length]);
                }
            }
        }
        if (stack.end != 0) {
            fprintf(report, "stack %" PRIu64 "\n", stack_lowest);
        }
        fclose(report);
    }
    for (int i = 0; i < watch_count; i++) {
        fclose(watches[i].stamps);
    }
}

static bool range_of(const char *text, struct range *range) {
    char *rest;
    range->start = strtoull(text, &rest, 0);
    range->end = *rest == '-' ? strtoull(rest + 1, NULL, 0) : 0;
    return range->start < range->end;
}

/* Returns whether the option was understood. */
static bool option(const char *text) {
    static uint64_t watched; /* by the next `stamps` or `keys` */
    if (strncmp(text, "report=", 7) == 0) {
        report = fopen(text + 7, "w");
        return report != NULL;
    }
    if (strncmp(text, "kernel=", 7) == 0) {
        return range_of(text + 7, &kernel);
    }
    if (strncmp(text, "stack=", 6) == 0) {
        bool understood = range_of(text + 6, &stack);
        stack_lowest = stack.end;
        return understood;
    }
    if (strncmp(text, "watch=", 6) == 0) {
        watched = strtoull(text + 6, NULL, 0);
        return true;
    }
    if (strncmp(text, "stamps=", 7) == 0 && watch_count < WATCHES) {
        FILE *stamps = fopen(text + 7, "wb");
        watches[watch_count++] = (struct watch){watched, stamps};
        return stamps != NULL;
    }
    if (strncmp(text, "keys=", 5) == 0) {
        keys_wait_for = watched;
        keys = fopen(text + 5, "rb");
        return keys != NULL;
    }
    return false;
}

QEMU_PLUGIN_EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc,
                                           char **argv) {
    marker = strncmp(info->target_name, "riscv", 5) == 0 ? marker_riscv : marker_thumb;
    for (int i = 0; i < argc; i++) {
        if (!option(argv[i])) {
            fprintf(stderr, "count: cannot use '%s'\n", argv[i]);
            return 1;
        }
    }
    *(void **)&get_clock = dlsym(NULL, "qemu_clock_get_ns");
    if (watch_count > 0 && get_clock == NULL) {
        fprintf(stderr, "count: this QEMU does not export its clock\n");
        return 1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, finished, NULL);
    return 0;
}
