/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The process console: a person looks at processes and manages them over a serial port. Shares the
 * port with the consoles of processes. Source: ABI 8.1, 8.2. */
#ifndef CAPSULES_SYSTEM_PROCESS_CONSOLE_H
#define CAPSULES_SYSTEM_PROCESS_CONSOLE_H

#include "capsules/system/line_editor.h"
#include "hil/uart.h"
#include "kernel/capsule.h"
#include "kernel/messages.h"
#include "kernel/process_control.h"
#include "kernel/range.h"

/* Where the kernel itself lies, for the command `kernel`. */
#define KERNEL_MAP_PARTS 5
struct STATIC_TYPE kernel_map {
    struct {
        struct text name;
        struct range where;
    } parts[KERNEL_MAP_PARTS]; /* from high to low */
};

/* What the command `reset` calls. */
struct console_reset {
    void (*function)(void);
};

/* What is being printed, a line at a time. */
enum console_job {
    JOB_NONE,
    JOB_HELP,
    JOB_COMMANDS,
    JOB_INVALID,
    JOB_LIST,
    JOB_STATUS,
    JOB_CONTROL, /* one of start, stop, fault, boot, terminate */
    JOB_PROCESS,
    JOB_KERNEL,
    JOB_RESET,
    JOB_PANIC,
    JOB_SLEEP,      /* console-stop */
    JOB_CANDIDATES, /* of a completion */
    JOB_PROMPT,
};

/* The longest line, or all that the editor has to say. */
#define PROCESS_CONSOLE_BUFFER_MIN (MESSAGE_LINE_MAX + 2)
#define PROCESS_CONSOLE_ECHO_MIN LINE_ECHO_MAX

/* What the board hands over; constant, so that it lies in flash. */
struct STATIC_TYPE process_console_config {
    const struct uart *uart;
    struct buffer *tx;
    struct buffer *echo;    /* what the editor has to say, until tx is free */
    struct buffer *scratch; /* for a name or a line */
    const struct kernel_map *map;
    struct console_reset reset;
    struct process_management_capability management;
    struct panic_capability panic;
};

struct STATIC_TYPE process_console {
    const struct process_console_config *config;
    struct buffer *tx; /* NULL: on the wire */
    struct line_editor editor;
    struct line command; /* the line that is being carried out */
    struct line typed;   /* bytes that came while a job was running */
    uint8_t job;         /* enum console_job */
    uint8_t step;        /* how far it has come */
    uint8_t verb;        /* of JOB_CONTROL: index of the command */
    bool hibernating;
    struct process_id process;
    struct report_cursor report;
};

#define PROCESS_CONSOLE_CONFIG(uart_, tx_, tx_size_, echo_, echo_size_, scratch_, scratch_size_, \
                               map_, reset_, management_, panic_)                                \
    {                                                                                            \
        .uart = (uart_), .tx = BUFFER_AT_LEAST(tx_, tx_size_, PROCESS_CONSOLE_BUFFER_MIN),       \
        .echo = BUFFER_AT_LEAST(echo_, echo_size_, PROCESS_CONSOLE_ECHO_MIN), .map = (map_),     \
        .scratch = BUFFER_AT_LEAST(scratch_, scratch_size_, LINE_BYTES),                         \
        .reset = {.function = (reset_)}, .management = management_, .panic = panic_,             \
    }

/* Prints the first prompt. The configuration is kept. */
void process_console_start(struct process_console *self,
                           const struct process_console_config *config);

/* The client functions that the port calls. */
void process_console_transmitted(struct process_console *self, struct buffer *buffer,
                                 enum errorcode status);
void process_console_received(struct process_console *self, uint8_t byte, enum errorcode status);

#endif
