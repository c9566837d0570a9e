/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Walks the objects in app flash. See the header. */
#include "kernel/loader.h"

#include "abi/syscall.h"
#include "abi/tbf.h"
#include "kernel/memory.h"
#include "kernel/messages.h"
#include "kernel/process.h"

#include <stddef.h>

/* One object on the walk. */
struct candidate {
    struct tbf_bytes area; /* from its first byte to the end of app flash */
    uint32_t flash_start;
    struct tbf_head head;
    struct tbf tbf;
};

/* ---- Saying why not ---- */

/* "App NAME at 0x0000C000 skipped: REASON", and for want of RAM how much it would be, and where, if it
 * may not be elsewhere. `wanting` is NULL for other reasons. */
static void say_skipped(const struct candidate *c, struct text reason, const struct tbf *wanting) {
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    struct tbf_span name = tbf_find_name(c->area, c->head);
    buffer_text(&line, TEXT("App "));
    buffer_name(&line, &c->area.at[name.offset], name.length);
    buffer_text(&line, name.length == 0 ? TEXT("(no name) at ") : TEXT(" at "));
    buffer_address(&line, c->flash_start);
    buffer_text(&line, TEXT(" skipped: "));
    buffer_text(&line, reason);
    if (wanting != NULL) {
        buffer_address(&line, wanting->minimum_ram);
        if (wanting->fixed_ram != TBF_ADDRESS_ANY) {
            buffer_text(&line, TEXT(" at "));
            buffer_address(&line, wanting->fixed_ram);
        }
    }
    message_now(&line);
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

/* Makes a process of it, or says why not if it is `told` to. Returns whether it did. */
static bool load(const struct candidate *c, uint32_t slot, struct range ram, bool told) {
    const struct tbf *t = &c->tbf;
    const struct mpu_request request = {
        .minimum = t->minimum_ram > arch_minimum_ram ? t->minimum_ram : arch_minimum_ram,
        .kernel_bytes = process_overhead(),
        .fixed_start = t->fixed_ram,
    };
    struct range block;
    if (find_block(ram, &request, &block)) {
        process_create(slot, t, c->flash_start, block);
        return true;
    }
    if (!told) {
        return false;
    }
    say_skipped(c, TEXT("not enough memory for minimum_ram_size "), t);
    return false;
}

/* ---- The walk ---- */

/* Why an app is not for this kernel, or an empty text. */
static struct text not_for_us(const struct tbf *t) {
    if ((t->flags & TBF_FLAG_ENABLED) == 0) {
        return TEXT("disabled");
    }
    if (!t->names_kernel_version) {
        return TEXT("names no kernel version");
    }
    if (t->kernel_major != ABI_VERSION_MAJOR || t->kernel_minor > ABI_VERSION_MINOR) {
        return TEXT("wants another kernel version");
    }
    return TEXT("");
}

/* Why it cannot run where it lies, or an empty text. */
static struct text not_here(const struct candidate *c) {
    const struct tbf *t = &c->tbf;
    if (t->fixed_flash != TBF_ADDRESS_ANY && t->fixed_flash != c->flash_start + t->protected_size) {
        return TEXT("linked for another flash address");
    }
    if (!mpu_can_cover((struct range){c->flash_start, c->flash_start + t->total_size})) {
        return TEXT("MPU cannot protect total_size at this address");
    }
    return TEXT("");
}

enum verdict {
    VERDICT_END, /* the list ends before this object */
    VERDICT_SKIP,
    VERDICT_LOAD,
};

/* Sets *reason if a person should know why the object is not loaded. Order of checks: ABI 4.4. */
static enum verdict judge(struct candidate *c, struct text *reason) {
    *reason = TEXT("");
    switch (tbf_read_head(c->area, &c->head)) {
    case TBF_STEP_END:
        return VERDICT_END;
    case TBF_STEP_CUT:
        c->head.header_size = 0; /* no name to be looked for */
        *reason = TEXT("impossible total_size");
        return VERDICT_END;
    case TBF_STEP_SKIP:
        c->head.header_size = 0;
        *reason = TEXT("impossible header_size");
        return VERDICT_SKIP;
    case TBF_STEP_OBJECT:
        break;
    }
    enum tbf_problem problem = tbf_parse(c->area, c->head, &c->tbf);
    if (problem != TBF_FINE && problem != TBF_BAD_BINARY_END) {
        *reason = tbf_problem_text(problem);
        return VERDICT_SKIP;
    }
    if (c->tbf.is_padding) {
        return VERDICT_SKIP;
    }
    *reason = not_for_us(&c->tbf);
    if (text_is_empty(*reason) && problem == TBF_BAD_BINARY_END) {
        *reason = tbf_problem_text(problem);
        return VERDICT_END;
    }
    if (text_is_empty(*reason)) {
        *reason = not_here(c);
    }
    return text_is_empty(*reason) ? VERDICT_LOAD : VERDICT_SKIP;
}

/* Is there a process of this object already? If not, *slot is the first one that is free, or
 * PROCESS_SLOTS. */
static bool is_loaded(const struct candidate *c, uint32_t *free_slot) {
    *free_slot = PROCESS_SLOTS;
    for (uint32_t slot = PROCESS_SLOTS; slot-- > 0;) {
        const struct process *p = kernel.slots[slot];
        if (p == NULL) {
            *free_slot = slot;
        } else if (p->flash_start == c->flash_start) {
            return true;
        }
    }
    return false;
}

/* Goes through the list once. The first walk loads what asks for a fixed RAM address, before
 * something else takes it: the n-th object that could be loaded into slot n. The second walk loads
 * the rest into the slots between them, and gives the reasons. */
static uint32_t walk(struct range flash, struct range ram, bool first_walk) {
    uint32_t loadable = 0;
    uint32_t loaded = 0;
    struct candidate c = {.flash_start = flash.start};
    enum verdict verdict = VERDICT_SKIP;
    while (c.flash_start < flash.end && verdict != VERDICT_END) {
        c.area = (struct tbf_bytes){memory_at_const(c.flash_start), flash.end - c.flash_start};
        struct text reason;
        verdict = judge(&c, &reason);
        uint32_t slot;
        if (verdict == VERDICT_LOAD && !is_loaded(&c, &slot)) {
            slot = first_walk ? loadable : slot;
            if (slot >= PROCESS_SLOTS) {
                reason = TEXT("no free process slots");
                verdict = VERDICT_END;
            } else if (!first_walk || c.tbf.fixed_ram != TBF_ADDRESS_ANY) {
                loaded += load(&c, slot, ram, !first_walk) ? 1 : 0;
            }
            loadable++;
        }
        if (!text_is_empty(reason) && !first_walk) {
            say_skipped(&c, reason, NULL);
        }
        c.flash_start += c.head.total_size; /* cannot pass flash.end: tbf_read_head */
    }
    return loaded;
}

uint32_t loader_load_all(struct range flash, struct range ram,
                         struct process_loading_capability capability) {
    (void)capability;
    uint32_t first = walk(flash, ram, true);
    return first + walk(flash, ram, false);
}
