/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Walks the objects in app flash. See the header. */
#include "kernel/loader.h"

#include "abi/tbf.h"
#include "kernel/memory.h"
#include "kernel/messages.h"
#include "kernel/process.h"
#include "kernel/program.h"

#include <stddef.h>

/* `wanting` is NULL unless it is RAM that is missing. */
static void say_skipped(const struct program *c, struct text reason, const struct tbf *wanting) {
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    program_put_skipped(c, reason, wanting, &line);
    message_now(&line);
}

/* Makes a process of it, or says why not if it is `told` to. Returns whether it did. */
static bool load(const struct program *c, uint32_t slot, struct range ram, bool told) {
    if (program_load(c, slot, ram)) {
        return true;
    }
    if (told) {
        say_skipped(c, PROGRAM_WANTS_RAM, &c->tbf);
    }
    return false;
}

/* Is there a process of this object already? If not, *slot is the first one that is free, or
 * PROCESS_SLOTS. */
static bool is_loaded(const struct program *c, uint32_t *free_slot) {
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
    struct program c = {.flash_start = flash.start};
    enum program_verdict verdict = PROGRAM_SKIP;
    while (c.flash_start < flash.end && verdict != PROGRAM_END) {
        c.area = (struct tbf_bytes){memory_at_const(c.flash_start), flash.end - c.flash_start};
        struct text reason;
        verdict = program_judge(&c, &reason);
        uint32_t slot;
        if (verdict == PROGRAM_LOAD && !is_loaded(&c, &slot)) {
            slot = first_walk ? loadable : slot;
            if (slot >= PROCESS_SLOTS) {
                reason = TEXT("no free process slots");
                verdict = PROGRAM_END;
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
