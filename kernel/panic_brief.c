/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The kernel's last words as numbers, for a kernel without texts for people (PANIC_TEXT=no): where,
 * and what each process was doing. Takes the place of panic.c. */
#include "kernel/capsule_fault.h"
#include "kernel/messages.h"
#include "kernel/panic.h"
#include "kernel/process.h"
#include "kernel/report.h"

#define PANIC_US 4000000u /* to say it all */

static uint8_t line_bytes[MESSAGE_LINE_MAX];
static struct buffer line = {.bytes = line_bytes, .capacity = sizeof line_bytes};

/* "panicked at 54": a line of a source, or an address. */
_Noreturn static void end_at(uint32_t where) {
    arch_interrupts_off();
    board_watch(PANIC_US);
    messages_stop();
    buffer_text(&line, TEXT("\r\npanicked at "));
    buffer_hex(&line, where);
    message_now(&line);
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        if (kernel.slots[slot] != NULL) {
            struct report_cursor cursor = report_of_process();
            buffer_clear(&line);
            (void)report_next(&cursor, kernel.slots[slot], &line);
            message_now(&line);
        }
    }
    board_halt();
}

_Noreturn void panic_at(struct text file, uint32_t number, struct text message) {
    (void)file;
    (void)message;
    end_at(number);
}

_Noreturn void panic_process(const struct process *p) {
    (void)p;
    end_at(__LINE__);
}

_Noreturn void panic_cpu(const struct arch_fault *fault, uint32_t pc) {
    (void)fault;
    end_at(pc);
}

_Noreturn void panic_capsule(const struct capsule_fault *fault, uint32_t capsule, uintptr_t place) {
    report_capsule_fault(fault, capsule, place, &line);
    end_at((uint32_t)place);
}

_Noreturn void panic_requested(struct text message, struct panic_capability capability) {
    (void)message;
    (void)capability;
    end_at(__LINE__);
}

void message_capsule_fault(const struct capsule_fault *fault, uint32_t capsule, uintptr_t place) {
    buffer_clear(&line);
    report_capsule_fault(fault, capsule, place, &line);
    message_now(&line);
}
