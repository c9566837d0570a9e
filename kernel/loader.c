/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Walks the objects in app flash. See the header. */
#include "kernel/loader.h"

#include "abi/syscall.h"
#include "abi/tbf.h"
#include "kernel/memory.h"
#include "kernel/messages.h"
#include "kernel/process.h"

/* One object on the walk. */
struct candidate {
    struct tbf_bytes area; /* from its first byte to the end of app flash */
    uint32_t flash_start;
    struct tbf_head head;
    struct tbf tbf;
};

/* ---- Saying why not ---- */

#define NAME_SHOWN_MAX 32u

/* "App NAME at 0x0000C000 skipped: REASON" */
static void begin_skipped(const struct candidate *c, struct buffer *line) {
    struct tbf_span name = tbf_find_name(c->area, c->head);
    buffer_text(line, TEXT("App "));
    uint32_t from = line->length;
    for (uint32_t i = 0; i < name.length && i < NAME_SHOWN_MAX; i++) {
        buffer_put(line, c->area.at[name.offset + i]);
    }
    buffer_make_printable(line, from);
    buffer_text(line, name.length == 0 ? TEXT("(no name) at ") : TEXT(" at "));
    buffer_address(line, c->flash_start);
    buffer_text(line, TEXT(" skipped: "));
}

static void say_skipped(const struct candidate *c, struct text reason) {
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    begin_skipped(c, &line);
    buffer_text(&line, reason);
    message_line(&line);
}

static void say_skipped_with(const struct candidate *c, struct text reason, uint32_t value) {
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    begin_skipped(c, &line);
    buffer_text(&line, reason);
    buffer_address(&line, value);
    message_line(&line);
}

/* ---- Memory ---- */

/* The block of a process that ends above `address` and begins lowest, or NULL. */
static const struct process *first_above(uint32_t address) {
    const struct process *found = NULL;
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        const struct process *p = kernel.slots[slot];
        if (p != NULL && p->memory.end > address &&
            (found == NULL || p->memory.start < found->memory.start)) {
            found = p;
        }
    }
    return found;
}

/* Tries the gaps between blocks from low to high. */
static bool find_block(struct range ram, const struct mpu_request *request, struct range *block) {
    struct range gap = {ram.start, ram.end};
    for (uint32_t i = 0; i <= PROCESS_SLOTS; i++) {
        const struct process *next = first_above(gap.start);
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

static void load(const struct candidate *c, uint32_t slot, struct range ram) {
    const struct tbf *t = &c->tbf;
    const struct mpu_request request = {
        .minimum = t->minimum_ram > arch_minimum_ram ? t->minimum_ram : arch_minimum_ram,
        .kernel_bytes = process_overhead(),
        .fixed_start = t->fixed_ram,
    };
    struct range block;
    if (find_block(ram, &request, &block)) {
        process_create(slot, t, c->flash_start, block);
    } else if (t->fixed_ram != TBF_ADDRESS_ANY) {
        say_skipped_with(c, TEXT("no block of RAM can begin at its fixed address "), t->fixed_ram);
    } else {
        say_skipped_with(c, TEXT("not enough memory for minimum_ram_size "), t->minimum_ram);
    }
}

/* ---- The walk ---- */

/* Why an object whose header is fine does not become a process, or an empty text. */
static struct text refusal(const struct candidate *c) {
    const struct tbf *t = &c->tbf;
    if ((t->flags & TBF_FLAG_ENABLED) == 0) {
        return TEXT("disabled");
    }
    if (!t->names_kernel_version) {
        return TEXT("names no kernel version");
    }
    if (t->kernel_major != ABI_VERSION_MAJOR || t->kernel_minor > ABI_VERSION_MINOR) {
        return TEXT("wants another kernel version");
    }
    if (t->fixed_flash != TBF_ADDRESS_ANY && t->fixed_flash != c->flash_start + t->protected_size) {
        return TEXT("incorrect flash address, it is linked for another one");
    }
    if (!mpu_can_cover((struct range){c->flash_start, c->flash_start + t->total_size})) {
        return TEXT("MPU cannot protect a total_size like this at this address");
    }
    return TEXT("");
}

enum verdict {
    VERDICT_END, /* the list ends before this object */
    VERDICT_SKIP,
    VERDICT_LOAD,
};

/* Sets *reason if a person should know why the object is not loaded. */
static enum verdict judge(struct candidate *c, struct text *reason) {
    *reason = TEXT("");
    enum tbf_step step = tbf_read_head(c->area, &c->head);
    if (step != TBF_STEP_OBJECT) {
        return step == TBF_STEP_END ? VERDICT_END : VERDICT_SKIP;
    }
    enum tbf_problem problem = tbf_parse(c->area, c->head, &c->tbf);
    if (problem != TBF_FINE) {
        *reason = tbf_problem_text(problem);
        return problem == TBF_BAD_BINARY_END ? VERDICT_END : VERDICT_SKIP;
    }
    if (c->tbf.is_padding) {
        return VERDICT_SKIP;
    }
    *reason = refusal(c);
    return text_is_empty(*reason) ? VERDICT_LOAD : VERDICT_SKIP;
}

/* Goes through the list once and loads the objects that ask for a fixed RAM address, or those that
 * do not; the second walk is the one that gives reasons. The n-th object that could be loaded
 * belongs to slot n, whichever walk loads it. */
static void walk(struct range flash, struct range ram, bool fixed_ram) {
    uint32_t slot = 0;
    struct candidate c = {.flash_start = flash.start};
    enum verdict verdict = VERDICT_SKIP;
    while (c.flash_start < flash.end && verdict != VERDICT_END) {
        c.area = (struct tbf_bytes){memory_at_const(c.flash_start), flash.end - c.flash_start};
        struct text reason;
        verdict = judge(&c, &reason);
        if (verdict == VERDICT_LOAD && slot == PROCESS_SLOTS) {
            reason = TEXT("all process slots are taken");
            verdict = VERDICT_END;
        }
        if (!text_is_empty(reason) && !fixed_ram) {
            say_skipped(&c, reason);
        }
        if (verdict == VERDICT_LOAD) {
            if ((c.tbf.fixed_ram != TBF_ADDRESS_ANY) == fixed_ram) {
                load(&c, slot, ram);
            }
            slot++;
        }
        c.flash_start += c.head.total_size; /* cannot pass flash.end: tbf_read_head */
    }
}

uint32_t loader_load_all(struct range flash, struct range ram,
                         struct process_loading_capability capability) {
    (void)capability;
    walk(flash, ram, true);
    walk(flash, ram, false);
    uint32_t count = 0;
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        count += kernel.slots[slot] != NULL ? 1 : 0;
    }
    return count;
}
