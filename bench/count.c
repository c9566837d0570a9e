/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A QEMU plugin that measures what a guest does, in instructions, virtual time and bytes of stack:
 *
 *     qemu-system-arm -icount ... -plugin count.so,kernel=START-END[,report=FILE][,split=on]
 *         [,begin=K:ADDRESS]... [,end=K:ADDRESS]... [,end=K:outside] [,stack=BOTTOM-TOP]
 *         [,watch=ADDRESS,stamps=FILE]... [,watch=ADDRESS,keys=FILE]
 *
 * The kernel is what lies between START and END. The report gets, in the order in which it happens:
 *
 *     window K LENGTH                   window K was so many instructions long
 *     at ADDRESS TIMES                  with `split`: of these, so many were the one at ADDRESS; in the order
 *                                       of addresses
 *     instructions N                    at the end: how many were executed in all
 *     stack ADDRESS                     at the end: the lowest store of the kernel between BOTTOM and TOP;
 *                                       what the hardware pushes is not seen
 *
 * A window is what is executed between two markers, both excluded: hint instructions that mean
 * nothing to the processor, of which each architecture has some to give away. Or it begins with the
 * instruction at an ADDRESS, which belongs to it, or ends before the one at an ADDRESS, or before the first
 * one that is not the kernel's. A second beginning starts the window anew; an end without a beginning
 * counts for nothing. The end may lie in another process, or behind an interrupt.
 *
 * For each store to a watched ADDRESS by the kernel, the `stamps` that follow it get the virtual time
 * in nanoseconds, as 64 bits. With the data register of a serial port, stamp i belongs to byte i of
 * the output.
 *
 * With the first such store the `keys` that follow it are typed: what is in FILE goes into the pipe that
 * is QEMU's standard input. For a model of a serial port that loses what comes before it is on. */
#include "plugin_counter.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

QEMU_PLUGIN_EXPORT int qemu_plugin_version = PLUGIN_VERSION;

#define WINDOWS 64
#define POINTS 16
#define TRACE_MAX (16u << 20) /* instructions in the longest window that is split */
#define WATCHES 4
#define KEYS_MAX 65536 /* a pipe holds as many */

/* include/qemu/timer.h of QEMU: the virtual clock is 1. */
#define CLOCK_VIRTUAL 1
typedef int64_t clock_get(int clock);

static struct window {
    bool open;
    uint64_t begun; /* value of the counter before its first instruction */
} windows[WINDOWS];
static unsigned open_windows;
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

/* ---- Windows ---- */

/* Addresses of what was executed since the first of the windows that are open began. */
static bool split;
static uint32_t *trace;
static size_t traced;
static uint64_t trace_begun; /* value of the counter before the first of them */

static int by_address(const void *a, const void *b) {
    uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

static void write_split(uint64_t begun) {
    size_t from = (size_t)(begun - trace_begun);
    size_t count = traced - from;
    uint32_t *sorted = malloc((count + 1) * sizeof *sorted);
    if (traced >= TRACE_MAX || sorted == NULL) {
        fprintf(stderr, "count: a window is longer than %u instructions and cannot be split\n",
                TRACE_MAX);
        exit(1);
    }
    memcpy(sorted, trace + from, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_address);
    for (size_t i = 0, same = 1; i < count; i++, same++) {
        if (i + 1 == count || sorted[i + 1] != sorted[i]) {
            fprintf(report, "at %" PRIu32 " %zu\n", sorted[i], same);
            same = 0;
        }
    }
    free(sorted);
}

/* The first instruction is `skip` after the one that is about to be executed. */
static void begin(unsigned which, unsigned skip) {
    struct window *w = &windows[which];
    if (open_windows == 0) {
        traced = 0;
        trace_begun = *executed;
    }
    open_windows += w->open ? 0 : 1;
    *w = (struct window){true, *executed + skip};
}

/* The instruction that is about to be executed is the first one behind it. */
static void end(unsigned which) {
    struct window *w = &windows[which];
    if (!w->open) {
        return;
    }
    fprintf(report, "window %u %" PRIu64 "\n", which, *executed - w->begun);
    if (split) {
        write_split(w->begun);
    }
    w->open = false;
    open_windows--;
}

/* ---- Instructions ---- */

/* Which marker an instruction is: 2 * window, plus 1 for its end; or something else. */
typedef int marker_function(const void *code, size_t bytes);
static marker_function *marker;

/* DDI0403E A5.3.4: hints are F3AF 80xx; 40 to BF are not allocated. */
static int marker_thumb(const void *code, size_t bytes) {
    uint16_t hint[2];
    memcpy(hint, code, bytes < sizeof hint ? bytes : sizeof hint);
    return bytes == 4 && hint[0] == 0xF3AF && (hint[1] & 0xFF00) == 0x8000 ? (hint[1] & 0xFF) - 0x40
                                                                           : -1;
}

/* RISC-V unprivileged specification 2.9: slti x0, x0, number is a hint for whoever wants it. */
static int marker_riscv(const void *code, size_t bytes) {
    uint32_t hint = 0;
    memcpy(&hint, code, bytes < sizeof hint ? bytes : sizeof hint);
    return bytes == 4 && (hint & 0xFFFFF) == 0x2013 ? (int)(hint >> 20) - 0x700 : -1;
}

static void marker_reached(unsigned cpu, void *which) {
    (void)cpu;
    unsigned window = (unsigned)(uintptr_t)which / 2;
    if ((uintptr_t)which % 2 == 0) {
        begin(window, 1);
    } else {
        end(window);
    }
}

/* Where windows begin or end that have no marker. */
static struct point {
    uint64_t address;
    unsigned window;
    bool begins;
    bool outside; /* not at the address, but at the first instruction outside the kernel */
} points[POINTS];
static unsigned point_count;

static void point_reached(unsigned cpu, void *which) {
    (void)cpu;
    const struct point *p = which;
    if (p->begins) {
        begin(p->window, 0);
    } else {
        end(p->window);
    }
}

static void remember(unsigned cpu, void *address) {
    (void)cpu;
    if (open_windows != 0 && traced < TRACE_MAX) {
        trace[traced++] = (uint32_t)(uintptr_t)address;
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
    if (executed == NULL) {
        counter_create();
    }
    bool stores_matter = watch_count > 0 || stack.end != 0 || keys_wait_for != 0;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
        struct qemu_plugin_insn *instruction = qemu_plugin_tb_get_insn(block, i);
        uint64_t address = qemu_plugin_insn_vaddr(instruction);
        bool in_kernel = address >= kernel.start && address < kernel.end;
        uint32_t code = 0;
        size_t bytes = instruction_code(instruction, &code, sizeof code);
        int which = report == NULL ? -1 : marker(&code, bytes);
        if (which >= 0 && which < 2 * WINDOWS) {
            qemu_plugin_register_vcpu_insn_exec_cb(
                instruction, marker_reached, QEMU_PLUGIN_CB_NO_REGS, (void *)(uintptr_t)which);
        }
        for (struct point *p = points; p < points + point_count; p++) {
            if (p->outside ? !in_kernel : address == p->address) {
                qemu_plugin_register_vcpu_insn_exec_cb(instruction, point_reached,
                                                       QEMU_PLUGIN_CB_NO_REGS, p);
            }
        }
        if (split) {
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, remember, QEMU_PLUGIN_CB_NO_REGS,
                                                   (void *)(uintptr_t)address);
        }
        if (report != NULL) {
            counter_count(instruction);
        }
        if (stores_matter && in_kernel) {
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
        fprintf(report, "instructions %" PRIu64 "\n", executed == NULL ? 0 : *executed);
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

/* K:ADDRESS, or K:outside for an end. */
static bool point_of(const char *text, bool begins) {
    char *rest;
    unsigned long window = strtoul(text, &rest, 0);
    if (*rest != ':' || window >= WINDOWS || point_count == POINTS) {
        return false;
    }
    const char *place = rest + 1;
    bool outside = !begins && strcmp(place, "outside") == 0;
    uint64_t address = outside ? 0 : strtoull(place, &rest, 0);
    points[point_count++] = (struct point){address, (unsigned)window, begins, outside};
    return outside || (rest != place && *rest == '\0');
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
    if (strcmp(text, "split=on") == 0) {
        split = true;
        trace = malloc(TRACE_MAX * sizeof *trace);
        return trace != NULL;
    }
    if (strncmp(text, "begin=", 6) == 0 || strncmp(text, "end=", 4) == 0) {
        return point_of(strchr(text, '=') + 1, text[0] == 'b');
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
    if (report == NULL && (split || point_count > 0)) {
        fprintf(stderr, "count: split, begin and end need a report=FILE\n");
        return 1;
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
