/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* From an object in app flash to a process. See the header. */
#include "kernel/program.h"

#include "abi/syscall.h"
#include "abi/tbf.h"
#include "kernel/memory.h"
#include "kernel/process.h"

#include <stddef.h>

/* ---- Saying why not ---- */

void program_put_skipped(const struct program *c, struct text reason, const struct tbf *wanting,
                         struct buffer *line) {
    struct tbf_span name = tbf_find_name(c->area, c->head);
    buffer_text(line, TEXT("App "));
    buffer_name(line, &c->area.at[name.offset], name.length);
    buffer_text(line, name.length == 0 ? TEXT("(no name) at ") : TEXT(" at "));
    buffer_address(line, c->flash_start);
    buffer_text(line, TEXT(" skipped: "));
    buffer_text(line, reason);
    if (wanting != NULL) {
        buffer_address(line, wanting->minimum_ram);
        if (wanting->fixed_ram != TBF_ADDRESS_ANY) {
            buffer_text(line, TEXT(" at "));
            buffer_address(line, wanting->fixed_ram);
        }
    }
}

/* ---- Memory ---- */

/* The block of a process that ends above `address` and begins lowest, or NULL. That of `but` is not there. */
static const struct process *first_above(uint32_t address, const struct process *but) {
    const struct process *found = NULL;
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        const struct process *p = kernel.slots[slot];
        if (p != but && p != NULL && p->memory.end > address &&
            (found == NULL || p->memory.start < found->memory.start)) {
            found = p;
        }
    }
    return found;
}

/* Tries the gaps between blocks from low to high. */
static bool find_block(struct range ram, const struct mpu_request *request,
                       const struct process *but, struct range *block) {
    struct range gap = {ram.start, ram.end};
    for (uint32_t i = 0; i <= PROCESS_SLOTS; i++) {
        const struct process *next = first_above(gap.start, but);
        gap.end = next == NULL ? ram.end : next->memory.start;
        if (gap.end > gap.start && mpu_place_block(gap, request, block)) {
            return true;
        }
        if (next == NULL) {
            return false;
        }
        gap.start = next->memory.end;
    }
    return false;
}

static bool find_block_for(const struct tbf *t, struct range ram, const struct process *but,
                           struct range *block) {
    const struct mpu_request request = {
        .minimum = t->minimum_ram > arch_minimum_ram ? t->minimum_ram : arch_minimum_ram,
        .kernel_bytes = process_overhead(),
        .fixed_start = t->fixed_ram,
    };
    return find_block(ram, &request, but, block);
}

bool program_fits(const struct tbf *t, struct range ram, const struct process *but) {
    struct range block;
    return find_block_for(t, ram, but, &block);
}

bool program_load(const struct program *c, uint32_t slot, struct range ram) {
    const struct tbf *t = &c->tbf;
    struct range block;
    if (!find_block_for(t, ram, NULL, &block)) {
        return false;
    }
    process_create(slot, t, c->flash_start, block);
    return true;
}

/* ---- May it run here? ---- */

/* Is an app for this kernel? If not, *reason says why. Nothing but people reads reasons: without those
 * there are no texts in the kernel, either (kernel/loader_one.c). */
static bool is_for_us(const struct tbf *t, struct text *reason) {
    if ((t->flags & TBF_FLAG_ENABLED) == 0) {
        *reason = TEXT("disabled");
        return false;
    }
    if (!t->names_kernel_version) {
        *reason = TEXT("names no kernel version");
        return false;
    }
    if (t->kernel_major != ABI_VERSION_MAJOR || t->kernel_minor > ABI_VERSION_MINOR) {
        *reason = TEXT("wants another kernel version");
        return false;
    }
    return true;
}

/* Can it run where it lies? If not, *reason says why. */
static bool can_run_here(const struct program *c, struct text *reason) {
    const struct tbf *t = &c->tbf;
    if (t->fixed_flash != TBF_ADDRESS_ANY && t->fixed_flash != c->flash_start + t->protected_size) {
        *reason = TEXT("linked for another flash address");
        return false;
    }
    if (!mpu_can_cover((struct range){c->flash_start, c->flash_start + t->total_size})) {
        *reason = TEXT("MPU cannot protect total_size at this address");
        return false;
    }
    return true;
}

/* Order of checks: ABI 4.4. */
enum program_verdict program_judge(struct program *c, struct text *reason) {
    *reason = TEXT("");
    switch (tbf_read_head(c->area, &c->head)) {
    case TBF_STEP_END:
        return PROGRAM_END;
    case TBF_STEP_CUT:
        c->head.header_size = 0; /* no name to be looked for */
        *reason = TEXT("impossible total_size");
        return PROGRAM_END;
    case TBF_STEP_SKIP:
        c->head.header_size = 0;
        *reason = TEXT("impossible header_size");
        return PROGRAM_SKIP;
    case TBF_STEP_OBJECT:
        break;
    }
    enum tbf_problem problem = tbf_parse(c->area, c->head, &c->tbf);
    if (problem != TBF_FINE && problem != TBF_BAD_BINARY_END) {
        *reason = tbf_problem_text(problem);
        return PROGRAM_SKIP;
    }
    if (c->tbf.is_padding) {
        return PROGRAM_SKIP;
    }
    if (!is_for_us(&c->tbf, reason)) {
        return PROGRAM_SKIP;
    }
    if (problem == TBF_BAD_BINARY_END) {
        *reason = tbf_problem_text(problem);
        return PROGRAM_END;
    }
    return can_run_here(c, reason) ? PROGRAM_LOAD : PROGRAM_SKIP;
}
