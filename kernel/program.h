/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* One object in app flash: whether it is a program that may run here, and how it becomes a process. What
 * loaders have in common. Source: ABI 3.3, 4.4, 5.3. */
#ifndef KERNEL_PROGRAM_H
#define KERNEL_PROGRAM_H

#include "kernel/buffer.h"
#include "kernel/process.h"
#include "kernel/range.h"
#include "kernel/tbf.h"

#include <stdbool.h>
#include <stdint.h>

struct program {
    struct tbf_bytes area; /* from its first byte to the end of app flash */
    uint32_t flash_start;
    struct tbf_head head;
    struct tbf tbf;
};

enum program_verdict {
    PROGRAM_END, /* the list ends before this object */
    PROGRAM_SKIP,
    PROGRAM_LOAD,
};

/* What is to be done with the object at c->flash_start, with c->area set. Fills in the rest; the next object
 * is c->head.total_size further, unless the list ends. Sets *reason if a person should know why the object
 * is not loaded. */
enum program_verdict program_judge(struct program *c, struct text *reason);

/* Makes a process in `slot` of it, in the first gap of `ram` where one fits. Returns false if none does.
 * pre: program_judge said PROGRAM_LOAD; kernel.slots[slot] is NULL */
bool program_load(const struct program *c, uint32_t slot, struct range ram);

/* Would one fit, if the process `but` were not there? NULL: there is none such. */
bool program_fits(const struct tbf *t, struct range ram, const struct process *but);

/* Appends "App NAME at 0x0000C000 skipped: REASON", and for want of RAM how much it would be, and where, if
 * it may not be elsewhere. `wanting` is NULL for other reasons. */
void program_put_skipped(const struct program *c, struct text reason, const struct tbf *wanting,
                         struct buffer *line);
#define PROGRAM_WANTS_RAM TEXT("not enough memory for minimum_ram_size ")

#endif
