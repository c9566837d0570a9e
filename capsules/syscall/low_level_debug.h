/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x8: numbers from processes that cannot do more, not even have a buffer.
 * Source: ABI 7.3. */
#ifndef CAPSULES_SYSCALL_LOW_LEVEL_DEBUG_H
#define CAPSULES_SYSCALL_LOW_LEVEL_DEBUG_H

#include "hil/uart.h"
#include "kernel/capsule.h"

#define DEBUG_ENTRIES 4

enum debug_kind {
    DEBUG_NONE,
    DEBUG_ALERT,
    DEBUG_PRINT_1,
    DEBUG_PRINT_2,
    DEBUG_DROPPED,
};
struct debug_entry {
    enum debug_kind kind;
    uint32_t values[2];
};
struct debug_app {
    struct debug_entry entries[DEBUG_ENTRIES]; /* in order; the first DEBUG_NONE ends them */
};
GRANT(debug_apps, struct debug_app, .upcalls = 0);

/* The longest line: "LowLevelDebug: App 0xffffffff prints 0xffffffff 0xffffffff" and LF. */
#define DEBUG_BUFFER_MIN 64

struct STATIC_TYPE debug_driver {
    const struct uart *uart;
    union debug_apps apps;
    struct buffer *tx; /* NULL: on the wire */
    bool no_grant;     /* an entry was lost because its process had no room for a grant */
};

#define DEBUG_DRIVER(uart_, tx_, tx_size_, driver_name)         \
    {                                                           \
        .uart = (uart_), .apps = GRANT_HANDLE(driver_name),     \
        .tx = BUFFER_AT_LEAST(tx_, tx_size_, DEBUG_BUFFER_MIN), \
    }

command_result debug_driver_command(struct debug_driver *self, struct process_id caller,
                                    uint32_t command, uint32_t arg1, uint32_t arg2);

/* The client functions that the port calls. */
void debug_driver_transmitted(struct debug_driver *self, struct buffer *buffer,
                              enum errorcode status);
void debug_driver_received(struct debug_driver *self, uint8_t byte, enum errorcode status);

#endif
