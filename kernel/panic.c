/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The kernel's last words. See the header. */
#include "kernel/panic.h"

#include "kernel/capsule_fault.h"
#include "kernel/messages.h"
#include "kernel/process.h"
#include "kernel/report.h"

#define PANIC_US 4000000u /* to say it all */

static uint8_t line_bytes[MESSAGE_LINE_MAX];
static struct buffer line = {.bytes = line_bytes, .capacity = sizeof line_bytes};

static void say(void) {
    message_now(&line);
    buffer_clear(&line);
}

static void say_report(struct report_cursor cursor, const struct process *p) {
    while (report_next(&cursor, p, &line)) {
        say();
    }
}

/* The head of a panic; the message is then put into the line. */
static void begin(struct text file, uint32_t number) {
    arch_interrupts_off();
    board_watch(PANIC_US);
    messages_stop();
    buffer_clear(&line);
    say();
    buffer_text(&line, TEXT("panicked at "));
    buffer_text(&line, file);
    buffer_put(&line, ':');
    buffer_decimal(&line, number);
    buffer_text(&line, TEXT(":1:"));
    say();
}

static void say_message_and_version(void) {
    say();
    report_kernel_version(&line);
    say();
}

_Noreturn static void finish(void) {
    buffer_text(&line, TEXT("---| App Status |---"));
    say();
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        if (kernel.slots[slot] != NULL) {
            say_report(report_of_process(), kernel.slots[slot]);
        }
    }
    board_halt();
}

_Noreturn void panic_at(struct text file, uint32_t number, struct text message) {
    begin(file, number);
    buffer_text(&line, message);
    say_message_and_version();
    finish();
}

_Noreturn void panic_process(const struct process *p) {
    begin(TEXT(__FILE__), __LINE__);
    buffer_text(&line, TEXT("Process "));
    process_put_shown_name(p, &line);
    buffer_text(&line, TEXT(" had a fault"));
    say_message_and_version();
    say_report(report_of_cpu_fault(), p);
    finish();
}

_Noreturn void panic_cpu(const struct arch_fault *fault, uint32_t pc) {
    begin(TEXT(__FILE__), __LINE__);
    buffer_text(&line, TEXT("The kernel had a fault at "));
    buffer_address(&line, pc);
    say_message_and_version();
    for (unsigned i = 0; arch_report_fault(fault, i, &line); i++) {
        say();
    }
    finish();
}

_Noreturn void panic_capsule(const struct capsule_fault *fault, uint32_t capsule, uintptr_t place) {
    begin(TEXT(__FILE__), __LINE__);
    report_capsule_fault(fault, capsule, place, &line);
    say_message_and_version();
    finish();
}

void message_capsule_fault(const struct capsule_fault *fault, uint32_t capsule, uintptr_t place) {
    buffer_clear(&line);
    message_now(&line);
    report_capsule_fault(fault, capsule, place, &line);
    buffer_text(&line, TEXT(": quarantined"));
    message_now(&line);
}

_Noreturn void panic_requested(struct text message, struct panic_capability capability) {
    (void)capability;
    panic_at(TEXT(__FILE__), __LINE__, message);
}
