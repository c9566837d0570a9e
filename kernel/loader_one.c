/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The loader of a kernel for one program, the first in app flash that may run here (LOADER := one in
 * board.mk): each is judged as by the other loaders, but why one is refused only host tools say. */
#include "kernel/boot.h"
#include "kernel/loader.h"
#include "kernel/memory.h"
#include "kernel/messages.h"
#include "kernel/program.h"

BOOT_ONLY uint32_t loader_load_all(struct range flash, struct range ram,
                                   struct process_loading_capability capability) {
    (void)capability;
    struct program c = {.flash_start = flash.start};
    enum program_verdict verdict = PROGRAM_SKIP;
    while (c.flash_start < flash.end && verdict != PROGRAM_END) {
        c.area = (struct tbf_bytes){memory_at_const(c.flash_start), flash.end - c.flash_start};
        struct text unsaid;
        verdict = program_judge(&c, &unsaid);
        if (verdict == PROGRAM_LOAD && program_load(&c, 0, ram)) {
            return 1;
        }
        c.flash_start += c.head.total_size; /* cannot pass flash.end: tbf_read_head */
    }
    BUFFER_LOCAL(line, MESSAGE_LINE_MAX);
    buffer_text(&line, TEXT("No program: `detent inspect` says why"));
    message_now(&line);
    return 0;
}
