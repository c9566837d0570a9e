/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Reports about processes. See the header. */
#include "kernel/report.h"

#include "abi/syscall.h"
#include "kernel/driver.h"
#include "kernel/grant_slots.h"
#include "kernel/memory.h"

/* An access this low is through a null pointer, plus the offset of a member. */
#define NULL_ZONE_BYTES 256u

/* An access this far below the block is by a stack that has outgrown it. */
#define OVERFLOW_ZONE_BYTES 4096u

/* ---- What it did ---- */

static bool is_stack_overflow(const struct process *p) {
    uint32_t start = p->memory.start;
    uint32_t address;
    if (arch_fault_address(&p->fault, &address)) {
        if (address < start && start - address <= OVERFLOW_ZONE_BYTES) {
            return true;
        }
        return address < start && arch_stack_pointer(p) < start && address >= NULL_ZONE_BYTES;
    }
    return arch_stack_pointer(p) < start;
}

static void describe_memory_fault(const struct process *p, struct buffer *out) {
    uint32_t address;
    bool known = arch_fault_address(&p->fault, &address);
    if (is_stack_overflow(p)) {
        buffer_text(out, TEXT("stack overflow"));
    } else if (known && address < NULL_ZONE_BYTES) {
        buffer_text(out, TEXT("null pointer"));
    } else if (known) {
        buffer_text(out, TEXT("access to memory that is not its own"));
    } else {
        buffer_text(out, TEXT("stack pointer outside its memory"));
    }
    if (known) {
        buffer_text(out, TEXT(", address "));
        buffer_address(out, address);
    }
}

static void describe_cpu_fault(const struct process *p, struct buffer *out) {
    enum arch_fault_kind kind = arch_fault_kind(&p->fault);
    uint32_t address;
    if (arch_fault_instruction(p, &address)) {
        if (address < NULL_ZONE_BYTES) {
            buffer_text(out, TEXT("call through a null pointer"));
        } else if (kind == ARCH_FAULT_MEMORY) {
            buffer_text(out, TEXT("jump to memory that it may not execute"));
        } else {
            buffer_text(out, TEXT("instruction that it may not execute"));
        }
        buffer_text(out, TEXT(", address "));
        buffer_address(out, address);
    } else if (kind == ARCH_FAULT_MEMORY) {
        describe_memory_fault(p, out);
    } else if (kind == ARCH_FAULT_INSTRUCTION) {
        buffer_text(out, TEXT("instruction that it may not execute"));
    } else {
        buffer_text(out, TEXT("exception"));
    }
}

static void describe_fault(const struct process *p, struct buffer *out) {
    switch (p->cause) {
    case FAULT_BY_CPU:
        describe_cpu_fault(p, out);
        break;
    case FAULT_STACK_POINTER:
        buffer_text(out, arch_stack_pointer(p) < p->memory.start
                             ? TEXT("stack overflow")
                             : TEXT("stack pointer outside its memory"));
        buffer_text(out, TEXT(", stack pointer "));
        buffer_address(out, arch_stack_pointer(p));
        break;
    case FAULT_SYSCALL_CLASS:
        buffer_text(out, TEXT("system call class that does not exist: "));
        buffer_decimal(out, p->debug.last_class);
        break;
    case FAULT_YIELD_NUMBER:
        buffer_text(out, TEXT("yield number that does not exist: "));
        buffer_decimal(out, p->debug.last_args[0]);
        break;
    default:
        buffer_text(out, TEXT("asked for by a person"));
        break;
    }
}

static bool headline(const struct process *p, unsigned line, struct buffer *out) {
    if (line != 0) {
        return false;
    }
    buffer_text(out, TEXT("Process "));
    process_put_shown_name(p, out);
    buffer_text(out, TEXT(" had a fault: "));
    describe_fault(p, out);
    return true;
}

static bool cpu_fault(const struct process *p, unsigned line, struct buffer *out) {
    return arch_report_fault(&p->fault, line, out);
}

/* ---- State and counters ---- */

static struct text class_text(uint32_t class) {
    switch (class) {
    case SYSCALL_YIELD:
        return TEXT("Yield");
    case SYSCALL_SUBSCRIBE:
        return TEXT("Subscribe");
    case SYSCALL_COMMAND:
        return TEXT("Command");
    case SYSCALL_ALLOW_RW:
        return TEXT("ReadWriteAllow");
    case SYSCALL_ALLOW_RO:
        return TEXT("ReadOnlyAllow");
    case SYSCALL_MEMOP:
        return TEXT("Memop");
    case SYSCALL_EXIT:
        return TEXT("Exit");
    case SYSCALL_ALLOW_USERSPACE_READ:
        return TEXT("UserspaceReadableAllow");
    default:
        return TEXT("Unknown");
    }
}

static void last_syscall(const struct process *p, struct buffer *out) {
    buffer_text(out, TEXT(" Last Syscall: "));
    if (p->debug.syscalls == 0) {
        buffer_text(out, TEXT("None"));
        return;
    }
    buffer_text(out, class_text(p->debug.last_class));
    buffer_put(out, ' ');
    buffer_hex(out, p->debug.last_args[0]);
    buffer_text(out, TEXT(", "));
    buffer_hex(out, p->debug.last_args[1]);
}

static void completion(const struct process *p, struct buffer *out) {
    buffer_text(out, TEXT(" Completion Code: "));
    switch (p->completion) {
    case COMPLETION_NONE:
        buffer_text(out, TEXT("None"));
        break;
    case COMPLETION_FAULTED:
        buffer_text(out, TEXT("Faulted"));
        break;
    default:
        buffer_signed(out, (int32_t)p->completion_code);
        break;
    }
}

static bool overview(const struct process *p, unsigned line, struct buffer *out) {
    switch (line) {
    case 0:
        buffer_text(out, TEXT("\U0001D400\U0001D429\U0001D429: ")); /* bold "App" */
        process_put_shown_name(p, out);
        buffer_text(out, TEXT("   -   ["));
        process_put_state_words(p, out);
        buffer_put(out, ']');
        return true;
    case 1:
        buffer_text(out, TEXT(" Events Queued: "));
        buffer_decimal(out, p->upcalls.count);
        buffer_text(out, TEXT("   Syscall Count: "));
        buffer_decimal(out, p->debug.syscalls);
        buffer_text(out, TEXT("   Dropped Upcall Count: "));
        buffer_decimal(out, p->debug.dropped_upcalls);
        return true;
    case 2:
        buffer_text(out, TEXT(" Restart Count: "));
        buffer_decimal(out, p->debug.restarts);
        return true;
    case 3:
        last_syscall(p, out);
        return true;
    case 4:
        completion(p, out);
        return true;
    case 5: /* an empty line */
        return true;
    default:
        return false;
    }
}

/* ---- Memory map ---- */

#define COLUMN_USED 8u

static uint32_t difference(uint32_t a, uint32_t b) {
    return a > b ? a - b : 0;
}

/* Bytes at the top of the stack that have ever been written: what lies below them is still as it
 * was zeroed, except for the frame at the very bottom with which the process was started. */
static uint32_t stack_used(const struct process *p) {
    uint32_t at = p->memory.start + arch_minimum_ram;
    while (at + 4 <= p->debug.stack_top && *(const uint32_t *)memory_at_const(at) == 0) {
        at += 4;
    }
    return difference(p->debug.stack_top, at);
}

/* Did the program say where its stack and heap are, in a way that makes sense? */
static bool hints_known(const struct process *p) {
    const struct layout *l = &p->memory;
    return p->debug.stack_top >= l->start && p->debug.stack_top % 4 == 0 &&
           p->debug.heap_start >= p->debug.stack_top && p->debug.heap_start <= l->kernel_break &&
           p->debug.stack_top <= l->app_break;
}

static void rule(uint32_t address, struct buffer *out) {
    buffer_text(out, TEXT("  "));
    buffer_address(out, address);
    buffer_text(out, TEXT(" +------------------------------------"));
}

static void name_column(struct text name, struct buffer *out) {
    buffer_text(out, TEXT("             | "));
    buffer_text(out, name);
}

static void used(struct text name, uint32_t bytes, struct buffer *out) {
    name_column(name, out);
    buffer_decimal_right(out, bytes, COLUMN_USED);
}

static void used_of(struct text name, uint32_t bytes, uint32_t allocated, struct buffer *out) {
    used(name, bytes, out);
    buffer_text(out, TEXT(" | "));
    buffer_decimal_right(out, allocated, COLUMN_USED);
    if (bytes > allocated) {
        buffer_text(out, TEXT(" EXCEEDED!"));
    }
}

/* Stack, data and heap; the program has to have said where they are. */
static void used_if_known(const struct process *p, struct text name, uint32_t bytes,
                          uint32_t allocated, struct buffer *out) {
    if (hints_known(p)) {
        used_of(name, bytes, allocated, out);
        return;
    }
    name_column(name, out);
    buffer_text(out, TEXT("       ? |        ?"));
}

static bool map_kernel_part(const struct process *p, unsigned line, struct buffer *out) {
    const struct layout *l = &p->memory;
    switch (line) {
    case 0:
        buffer_text(out, TEXT("  Address    | Region         Used | Allocated (bytes)"));
        return true;
    case 1:
        rule(l->end, out);
        return true;
    case 2:
        used(TEXT("Grant Ptrs "), board_driver_count * (uint32_t)sizeof(uint32_t), out);
        return true;
    case 3:
        used(TEXT("Upcalls    "), sizeof(struct upcall_queue), out);
        return true;
    case 4:
        used(TEXT("Process    "), sizeof(struct process) - sizeof(struct upcall_queue), out);
        return true;
    case 5:
        rule(l->end - process_overhead(), out);
        return true;
    case 6:
        used(TEXT("\u25BC Grant    "), grant_bytes(p), out);
        return true;
    case 7:
        rule(l->kernel_break, out);
        return true;
    case 8:
        name_column(TEXT("Unused"), out);
        return true;
    default:
        return false;
    }
}

static bool map_process_part(const struct process *p, unsigned line, struct buffer *out) {
    const struct layout *l = &p->memory;
    const struct process_debug *d = &p->debug;
    bool known = hints_known(p);
    switch (line) {
    case 0:
        rule(l->app_break, out);
        return true;
    case 1:
        used_if_known(p, TEXT("\u25B2 Heap     "), difference(l->app_break, d->heap_start),
                      l->kernel_break - d->heap_start, out);
        buffer_text(out, TEXT("     S"));
        return true;
    case 2:
        if (known) {
            rule(d->heap_start, out);
        } else {
            buffer_text(out, TEXT("  ?????????? +------------------------------------"));
        }
        buffer_text(out, TEXT(" R"));
        return true;
    case 3:
        used_if_known(p, TEXT("Data       "), d->heap_start - d->stack_top,
                      d->heap_start - d->stack_top, out);
        buffer_text(out, TEXT("     A"));
        return true;
    case 4:
        if (known) {
            rule(d->stack_top, out);
        } else {
            buffer_text(out, TEXT("  ?????????? +------------------------------------"));
        }
        buffer_text(out, TEXT(" M"));
        return true;
    case 5:
        used_if_known(p, TEXT("\u25BC Stack    "), known ? stack_used(p) : 0,
                      d->stack_top - l->start, out);
        return true;
    case 6:
        rule(l->start, out);
        return true;
    default:
        return false;
    }
}

static bool map_flash(const struct process *p, unsigned line, struct buffer *out) {
    uint32_t program = p->flash_start + p->protected_size;
    switch (line) {
    case 0:
        buffer_text(out, TEXT("             ....."));
        return true;
    case 1:
        rule(p->flash_start + p->flash_size, out);
        buffer_text(out, TEXT(" F"));
        return true;
    case 2:
        used(TEXT("App Flash  "), p->flash_size - p->protected_size, out);
        buffer_text(out, TEXT("                L"));
        return true;
    case 3:
        rule(program, out);
        buffer_text(out, TEXT(" A"));
        return true;
    case 4:
        used(TEXT("Protected  "), p->protected_size, out);
        buffer_text(out, TEXT("                S"));
        return true;
    case 5:
        rule(p->flash_start, out);
        buffer_text(out, TEXT(" H"));
        return true;
    case 6: /* an empty line */
        return true;
    default:
        return false;
    }
}

/* ---- Grants and the rest ---- */

#define GRANTS_A_LINE 3u

static bool grants(const struct process *p, unsigned line, struct buffer *out) {
    if (line == 0) {
        buffer_text(out, TEXT(" Total number of grant regions defined: "));
        buffer_decimal(out, board_driver_count - 1); /* nobody has none */
        return true;
    }
    uint32_t first = 1 + (line - 1) * GRANTS_A_LINE;
    for (uint32_t i = first; i < first + GRANTS_A_LINE && i < board_driver_count; i++) {
        buffer_text(out, TEXT("  Grant"));
        buffer_decimal_right(out, i - 1, 3);
        if (!process_has_grant(p, i)) {
            buffer_text(out, TEXT(" : --               "));
        } else {
            buffer_put(out, ' ');
            buffer_hex(out, board_drivers[i].number);
            buffer_text(out, TEXT(": "));
            buffer_address(out, p->grants[i]);
        }
    }
    return first < board_driver_count;
}

static bool hint(const struct process *p, unsigned line, struct buffer *out) {
    switch (line) {
    case 0:
        return true;
    case 1:
        buffer_text(out, TEXT(" To debug: `make debug BOARD=" BOARD_NAME " RAM_START="));
        buffer_address(out, p->memory.start);
        buffer_text(out, TEXT(" FLASH_INIT="));
        buffer_address(out, p->entry);
        buffer_text(out, TEXT(" NAME="));
        process_put_shown_name(p, out);
        buffer_put(out, '`');
        return true;
    case 2:
        return true;
    default:
        return false;
    }
}

/* ---- The whole ---- */

enum section {
    SECTION_HEADLINE,
    SECTION_CPU_FAULT,
    SECTION_OVERVIEW,
    SECTION_MAP_KERNEL,
    SECTION_MAP_PROCESS,
    SECTION_MAP_FLASH,
    SECTION_CONTEXT,
    SECTION_GRANTS,
    SECTION_MPU,
    SECTION_HINT,
    SECTION_END,
};

static bool section_line(enum section section, const struct process *p, unsigned line,
                         struct buffer *out) {
    switch (section) {
    case SECTION_HEADLINE:
        return headline(p, line, out);
    case SECTION_CPU_FAULT:
        return cpu_fault(p, line, out);
    case SECTION_OVERVIEW:
        return overview(p, line, out);
    case SECTION_MAP_KERNEL:
        return map_kernel_part(p, line, out);
    case SECTION_MAP_PROCESS:
        return map_process_part(p, line, out);
    case SECTION_MAP_FLASH:
        return map_flash(p, line, out);
    case SECTION_CONTEXT:
        return arch_report_context(p, line, out);
    case SECTION_GRANTS:
        return grants(p, line, out);
    case SECTION_MPU:
        return arch_report_mpu(p, line, out);
    case SECTION_HINT:
        return hint(p, line, out);
    case SECTION_END:
        break;
    }
    return false;
}

struct report_cursor report_of_fault(void) {
    return (struct report_cursor){.section = SECTION_HEADLINE, .end = SECTION_END};
}

struct report_cursor report_of_cpu_fault(void) {
    return (struct report_cursor){.section = SECTION_CPU_FAULT, .end = SECTION_OVERVIEW};
}

struct report_cursor report_of_process(void) {
    return (struct report_cursor){.section = SECTION_OVERVIEW, .end = SECTION_END};
}

struct report_cursor report_of_overview(void) {
    return (struct report_cursor){.section = SECTION_OVERVIEW, .end = SECTION_CONTEXT};
}

bool report_next(struct report_cursor *cursor, const struct process *p, struct buffer *out) {
    while (cursor->section < cursor->end) {
        if (section_line((enum section)cursor->section, p, cursor->line, out)) {
            cursor->line++;
            return true;
        }
        cursor->section++;
        cursor->line = 0;
    }
    return false;
}

void report_kernel_version(struct buffer *out) {
    buffer_text(out, TEXT("\tKernel version "));
    buffer_decimal(out, ABI_VERSION_MAJOR);
    buffer_put(out, '.');
    buffer_decimal(out, ABI_VERSION_MINOR);
    buffer_text(out, TEXT(".0"));
}
