/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The process console. Nothing here waits: a command becomes a job, and each time the port has
 * sent a line the job is asked for its next one. */
#include "capsules/system/process_console.h"

#include "abi/syscall.h"
#include "kernel/config.h"
#include "kernel/panic.h"
#include "kernel/utf8.h"

enum verb {
    VERB_HELP,
    VERB_STATUS,
    VERB_LIST,
    VERB_STOP,
    VERB_START,
    VERB_FAULT,
    VERB_BOOT,
    VERB_TERMINATE,
    VERB_PROCESS,
    VERB_KERNEL,
    VERB_RESET,
    VERB_PANIC,
    VERB_CONSOLE_START,
    VERB_CONSOLE_STOP,
    VERBS,
};

struct verb_entry {
    struct text name;
    uint8_t job;
    bool takes_process;
};
#define VERB(literal, job_, takes_process_) \
    { .name = TEXT_INITIALISER(literal), .job = (job_), .takes_process = (takes_process_) }

/* In the order in which they are listed. None begins with another. */
static const struct verb_entry verbs[VERBS] = {
    [VERB_HELP] = VERB("help", JOB_HELP, false),
    [VERB_STATUS] = VERB("status", JOB_STATUS, false),
    [VERB_LIST] = VERB("list", JOB_LIST, false),
    [VERB_STOP] = VERB("stop", JOB_CONTROL, true),
    [VERB_START] = VERB("start", JOB_CONTROL, true),
    [VERB_FAULT] = VERB("fault", JOB_CONTROL, true),
    [VERB_BOOT] = VERB("boot", JOB_CONTROL, true),
    [VERB_TERMINATE] = VERB("terminate", JOB_CONTROL, true),
    [VERB_PROCESS] = VERB("process", JOB_PROCESS, true),
    [VERB_KERNEL] = VERB("kernel", JOB_KERNEL, false),
    [VERB_RESET] = VERB("reset", JOB_RESET, false),
    [VERB_PANIC] = VERB("panic", JOB_PANIC, false),
    [VERB_CONSOLE_START] = VERB("console-start", JOB_PROMPT, false),
    [VERB_CONSOLE_STOP] = VERB("console-stop", JOB_SLEEP, false),
};

/* ---- Processes by name ---- */

/* Does this process have the name that the command gives? The name goes through `scratch`. */
static bool is_named(const struct process_console *self, struct process_id id,
                     struct buffer *scratch, struct process_management_capability cap) {
    uint32_t length;
    uint32_t at = line_argument(&self->command, &length);
    buffer_clear(scratch);
    process_put_name(id, scratch, cap);
    if (length == 0 || scratch->length != length) {
        return false;
    }
    for (uint32_t i = 0; i < length && i < LINE_BYTES; i++) {
        if (buffer_get(scratch, i) != self->command.bytes[at + i]) {
            return false;
        }
    }
    return true;
}

/* The first process of that name in a slot from `slot` on, or none. Leaves `scratch` empty. */
static struct process_id find_named(const struct process_console *self, uint32_t slot,
                                    struct buffer *scratch,
                                    struct process_management_capability cap) {
    struct process_id id = process_in_slot_from(slot, cap);
    LOOP_WHILE (!process_id_is_none(id) && !is_named(self, id, scratch, cap), PROCESS_SLOTS) {
        id = process_in_slot_from(process_id_slot(id) + 1, cap);
    }
    buffer_clear(scratch);
    return id;
}

/* ---- Jobs: each writes its next line into `out` and returns false when it has none ---- */

/* In the order in which people are shown them (ABI 8.1). */
static bool job_commands(struct process_console *self, struct buffer *out) {
    if (self->step++ > 0) {
        return false;
    }
    buffer_text(out, TEXT("Valid commands are:"));
    for (uint32_t verb = 0; verb < VERBS; verb++) {
        buffer_put(out, ' ');
        buffer_text(out, verbs[verb].name);
    }
    return true;
}

static bool job_help(struct process_console *self, struct buffer *out) {
    buffer_text(out, TEXT("Welcome to the process console."));
    self->job = JOB_COMMANDS;
    self->step = 0;
    return true;
}

static bool job_invalid(struct process_console *self, struct buffer *out) {
    if (self->step++ > 0) {
        return false;
    }
    buffer_text(out, TEXT("Invalid command:"));
    for (uint32_t i = 0; i < self->command.length && i < LINE_BYTES; i++) {
        buffer_put(out, ' ');
        buffer_hex(out, self->command.bytes[i]);
    }
    return true;
}

#define LIST_NAME_COLUMNS 20u
#define LIST_PID_COLUMNS 7u

static void list_row(const struct process_info *info, struct buffer *out,
                     struct process_management_capability cap) {
    buffer_put(out, ' ');
    uint32_t from = out->length;
    buffer_decimal(out, process_id_number(info->id));
    buffer_pad_to(out, from, LIST_PID_COLUMNS);
    process_put_short_id(info->id, out, cap);
    from = out->length;
    process_show_name(info->id, out, cap);
    buffer_pad_to(out, from, LIST_NAME_COLUMNS);
    buffer_decimal_right(out, info->slice_expirations, 6);
    buffer_decimal_right(out, info->syscalls, 10);
    buffer_decimal_right(out, info->restarts, 10);
    buffer_text(out, TEXT("  "));
    buffer_decimal_right(out, info->grants_used, 2);
    buffer_put(out, '/');
    buffer_decimal_right(out, info->grants_total, 2);
    buffer_text(out, TEXT("   "));
    process_put_state(info->id, out, cap);
}

/* Step 0 is the header; then step is one more than the slot to begin with. */
static bool job_list(struct process_console *self, struct buffer *out,
                     struct process_management_capability cap) {
    if (self->step == 0) {
        self->step = 1;
        buffer_text(out, TEXT(" PID    ShortID    Name                Quanta  Syscalls  Restarts"
                              "  Grants  State"));
        return true;
    }
    struct process_info info;
    struct process_id id = process_in_slot_from(self->step - 1u, cap);
    if (process_id_is_none(id) || !process_get_info(id, &info, cap)) {
        return process_put_refused(out, cap);
    }
    list_row(&info, out, cap);
    self->step = (uint8_t)(process_id_slot(id) + 2);
    return true;
}

struct totals {
    uint32_t processes;
    uint32_t active;
    uint32_t expirations;
};

static struct totals count_processes(struct process_management_capability cap) {
    struct totals t = {0, 0, 0};
    struct process_id id = process_in_slot_from(0, cap);
    struct process_info info;
    LOOP_WHILE (!process_id_is_none(id) && process_get_info(id, &info, cap), PROCESS_SLOTS) {
        t.processes++;
        t.active += info.state <= PUBLIC_STATE_YIELDED_FOR ? 1 : 0;
        t.expirations += info.slice_expirations;
        id = process_in_slot_from(process_id_slot(id) + 1, cap);
    }
    return t;
}

static bool job_status(struct process_console *self, struct buffer *out,
                       struct process_management_capability cap) {
    struct totals t = count_processes(cap);
    switch (self->step++) {
    case 0:
        buffer_text(out, TEXT("Total processes: "));
        buffer_decimal(out, t.processes);
        return true;
    case 1:
        buffer_text(out, TEXT("Active processes: "));
        buffer_decimal(out, t.active);
        return true;
    case 2:
        buffer_text(out, TEXT("Timeslice expirations: "));
        buffer_decimal(out, t.expirations);
        return true;
    default:
        return false;
    }
}

static enum process_operation operation_of(uint8_t verb) {
    switch (verb) {
    case VERB_START:
        return PROCESS_OPERATION_RESUME;
    case VERB_STOP:
        return PROCESS_OPERATION_STOP;
    case VERB_FAULT:
        return PROCESS_OPERATION_FAULT;
    case VERB_BOOT:
        return PROCESS_OPERATION_BOOT;
    default:
        return PROCESS_OPERATION_TERMINATE;
    }
}

static struct text outcome_of(uint8_t verb) {
    switch (verb) {
    case VERB_START:
        return TEXT(" resumed.");
    case VERB_STOP:
        return TEXT(" stopped");
    case VERB_FAULT:
        return TEXT(" now faulted");
    default:
        return TEXT(" terminated");
    }
}

/* All processes of that name, one a line; `step` is the slot to begin with. `boot` says nothing. */
static bool job_control(struct process_console *self, struct buffer *out,
                        struct process_management_capability cap) {
    struct process_id id = find_named(self, self->step, out, cap);
    LOOP_WHILE (!process_id_is_none(id), PROCESS_SLOTS) {
        self->step = (uint8_t)(process_id_slot(id) + 1);
        (void)process_control(id, operation_of(self->verb), cap);
        if (self->verb != VERB_BOOT) {
            buffer_text(out, TEXT("Process "));
            process_show_name(id, out, cap);
            buffer_text(out, outcome_of(self->verb));
            return true;
        }
        id = find_named(self, self->step, out, cap);
    }
    return false;
}

static bool job_process(struct process_console *self, struct buffer *out,
                        struct process_management_capability cap) {
    if (self->step == 0) {
        self->step = 1;
        self->process = find_named(self, 0, out, cap);
        process_report_begin(&self->report);
    }
    return process_report_line(&self->report, self->process, out, cap);
}

static void map_line(struct buffer *out, const struct kernel_map *map, uint32_t part) {
    struct range r = map->parts[part].where;
    buffer_text(out, TEXT("  "));
    buffer_address(out, r.end);
    buffer_text(out, TEXT(" | "));
    buffer_text(out, map->parts[part].name);
    buffer_decimal_right(out, r.end - r.start, 8);
}

static bool job_kernel(struct process_console *self, struct buffer *out) {
    uint32_t step = self->step++;
    if (step == 0) {
        buffer_text(out, TEXT("Kernel version: "));
        buffer_decimal(out, ABI_VERSION_MAJOR);
        buffer_put(out, '.');
        buffer_decimal(out, ABI_VERSION_MINOR);
        buffer_text(out, TEXT(" (build " KERNEL_BUILD ")"));
    } else if (step == 1) {
        buffer_text(out, TEXT("  End        | Region      Bytes"));
    } else if (step < 2 + KERNEL_MAP_PARTS) {
        map_line(out, self->config->map, step - 2);
    } else if (step == 2 + KERNEL_MAP_PARTS) {
        buffer_text(out, TEXT("  Quarantined:"));
        process_put_quarantined(out);
    }
    return step <= 2 + KERNEL_MAP_PARTS;
}

static bool job_sleep(struct process_console *self, struct buffer *out) {
    switch (self->step++) {
    case 0:
        self->hibernating = true;
        buffer_text(out, TEXT("Disabling the process console."));
        return true;
    case 1:
        buffer_text(out, TEXT("Run console-start to reactivate."));
        return true;
    default:
        return false;
    }
}

/* ---- Completion ---- */

#define CANDIDATES_MAX (VERBS + PROCESS_SLOTS)

/* The word at the cursor, which is at the end of the line: of the command, or of its process. */
struct word {
    uint32_t at;
    uint32_t length;
    bool is_process;
};

static bool names_process(const struct line *line) {
    for (uint32_t i = 0; i < VERBS; i++) {
        if (line_starts_with(line, verbs[i].name)) {
            return verbs[i].takes_process;
        }
    }
    return false;
}

static struct word word_at_end(const struct line *line) {
    struct word w = {.at = 0, .length = line->length, .is_process = false};
    for (uint32_t i = 0; i < line->length && i < LINE_BYTES; i++) {
        if (line->bytes[i] == ' ') {
            w.at = line_argument(line, &w.length);
            w.is_process = true;
            return w;
        }
    }
    return w;
}

/* Appends candidate `index` for the word to `out`: a verb, or the process in that slot. Returns
 * false when there are no more; a slot without a process is an empty candidate. */
static bool candidate(const struct process_console *self, const struct word *w, uint32_t index,
                      struct buffer *out, struct process_management_capability cap) {
    if (!w->is_process) {
        if (index < VERBS) {
            buffer_text(out, verbs[index].name);
        }
        return index < VERBS;
    }
    struct process_id id = process_in_slot_from(index, cap);
    if (!process_id_is_none(id) && process_id_slot(id) == index) {
        process_show_name(id, out, cap);
    }
    return !process_id_is_none(id) && names_process(&self->editor.line);
}

/* Does the candidate begin with the word? */
static bool extends(const struct process_console *self, const struct word *w,
                    const struct buffer *name) {
    if (name->length == 0 || name->length < w->length) {
        return false;
    }
    for (uint32_t i = 0; i < w->length && i < LINE_BYTES; i++) {
        if (buffer_get(name, i) != self->editor.line.bytes[w->at + i]) {
            return false;
        }
    }
    return true;
}

static void shorten_to_common(struct line *common, const struct buffer *name) {
    uint32_t i = 0;
    while (i < common->length && i < LINE_BYTES && common->bytes[i] == buffer_get(name, i)) {
        i++;
    }
    common->length = (uint8_t)i;
}

static void copy_name(struct line *to, const struct buffer *name) {
    to->length = 0;
    for (uint32_t i = 0; i < name->length && i < LINE_BYTES; i++) {
        to->bytes[i] = buffer_get(name, i);
        to->length++;
    }
}

/* What all candidates for the word begin with; returns how many there are. */
static uint32_t common_extension(const struct process_console *self, const struct word *w,
                                 struct line *common, struct process_management_capability cap) {
    uint32_t count = 0;
    struct buffer *name = self->config->scratch;
    buffer_clear(name);
    for (uint32_t i = 0; i < CANDIDATES_MAX && candidate(self, w, i, name, cap); i++) {
        if (extends(self, w, name)) {
            if (count == 0) {
                copy_name(common, name);
            }
            shorten_to_common(common, name);
            count++;
        }
        buffer_clear(name);
    }
    return count;
}

static void complete(struct process_console *self, struct process_management_capability cap) {
    struct word w = word_at_end(&self->editor.line);
    struct line common = {.length = 0};
    uint32_t count = common_extension(self, &w, &common, cap);
    if (self->editor.cursor != self->editor.line.length || count == 0) {
        return;
    }
    if (count > 1 && common.length == w.length) {
        buffer_text(self->config->echo, TEXT("\r\n"));
        self->job = JOB_CANDIDATES;
        self->step = 0;
        return;
    }
    for (uint32_t i = w.length; i < common.length && i < LINE_BYTES; i++) {
        line_editor_insert(&self->editor, common.bytes[i], self->config->echo);
    }
    if (count == 1 && !w.is_process && names_process(&self->editor.line)) {
        line_editor_insert(&self->editor, ' ', self->config->echo);
    }
}

/* The candidates for the word, one a line. */
static bool job_candidates(struct process_console *self, struct buffer *out,
                           struct process_management_capability cap) {
    struct word w = word_at_end(&self->editor.line);
    LOOP_WHILE (candidate(self, &w, self->step, out, cap), CANDIDATES_MAX) {
        self->step++;
        if (extends(self, &w, out)) {
            return true;
        }
        buffer_clear(out);
    }
    return false;
}

/* ---- Carrying out ---- */

static bool job_line(struct process_console *self, struct buffer *out,
                     struct process_management_capability cap) {
    switch (self->job) {
    case JOB_HELP:
        return job_help(self, out);
    case JOB_COMMANDS:
        return job_commands(self, out);
    case JOB_INVALID:
        return job_invalid(self, out);
    case JOB_LIST:
        return job_list(self, out, cap);
    case JOB_STATUS:
        return job_status(self, out, cap);
    case JOB_CONTROL:
        return job_control(self, out, cap);
    case JOB_PROCESS:
        return job_process(self, out, cap);
    case JOB_KERNEL:
        return job_kernel(self, out);
    case JOB_RESET:
        self->config->reset.function();
        return false;
    case JOB_PANIC:
        panic_requested(TEXT("Process Console forced a kernel panic."),
                        CAPABILITY(self->config, panic));
    case JOB_SLEEP:
        return job_sleep(self, out);
    case JOB_CANDIDATES:
        return job_candidates(self, out, cap);
    default:
        return false;
    }
}

static uint8_t verb_of(const struct line *line) {
    uint8_t verb = 0;
    while (verb < VERBS && !line_starts_with(line, verbs[verb].name)) {
        verb++;
    }
    return verb;
}

static bool is_utf8(const struct process_console *self) {
    struct buffer *typed = self->config->scratch;
    buffer_clear(typed);
    line_put(&self->command, typed);
    return utf8_is_in(typed);
}

static void begin_command(struct process_console *self) {
    self->command = self->editor.line;
    line_editor_clear(&self->editor);
    self->step = 0;
    self->verb = verb_of(&self->command);
    if (self->hibernating && self->verb != VERB_CONSOLE_START) {
        return;
    }
    self->hibernating = false;
    if (self->command.length == 0) {
        self->job = JOB_PROMPT;
    } else if (!is_utf8(self)) {
        self->job = JOB_INVALID;
    } else {
        self->job = self->verb < VERBS ? verbs[self->verb].job : JOB_COMMANDS;
    }
}

/* ---- In and out ---- */

static void send(struct process_console *self) {
    struct buffer *tx = self->tx;
    if (uart_transmit(self->config->uart, tx) == OK) {
        self->tx = NULL;
    }
}

/* The prompt, and what has been typed already. */
static void put_prompt(struct process_console *self, struct buffer *out) {
    self->job = JOB_NONE;
    if (!self->hibernating) {
        buffer_text(out, TEXT("tock$ "));
        line_editor_show(&self->editor, out);
    }
}

/* Puts what is next to be sent into `out`. */
static void next_output(struct process_console *self, struct buffer *out,
                        struct process_management_capability cap) {
    buffer_clear(out);
    if (self->config->echo->length > 0) {
        buffer_append(out, self->config->echo);
        buffer_clear(self->config->echo);
        return;
    }
    if (self->job != JOB_NONE && job_line(self, out, cap)) {
        buffer_end_line(out);
        return;
    }
    if (self->job != JOB_NONE) {
        put_prompt(self, out);
    }
}

static void take_byte(struct process_console *self, uint8_t byte,
                      struct process_management_capability cap) {
    switch (line_editor_take(&self->editor, byte, self->config->echo)) {
    case LINE_DONE:
        begin_command(self);
        break;
    case LINE_TAB:
        if (!self->hibernating) {
            complete(self, cap);
        }
        break;
    case LINE_NOTHING:
        break;
    }
    if (self->hibernating) {
        buffer_clear(self->config->echo);
    }
}

/* What was typed while a job ran, or was not to be shown yet, is taken now, unless it has to go on
 * waiting. */
static void take_typed(struct process_console *self, struct process_management_capability cap) {
    uint32_t taken = 0;
    while (self->job == JOB_NONE && taken < self->typed.length && taken < LINE_BYTES &&
           buffer_space(self->config->echo) >= LINE_ECHO_MAX) {
        take_byte(self, self->typed.bytes[taken], cap);
        taken++;
    }
    for (uint32_t i = taken; i < self->typed.length && i < LINE_BYTES; i++) {
        self->typed.bytes[i - taken] = self->typed.bytes[i];
    }
    self->typed.length = (uint8_t)(self->typed.length - taken);
}

/* Takes and gives whatever can be taken and given. */
static void proceed(struct process_console *self, struct process_management_capability cap) {
    take_typed(self, cap);
    struct buffer *tx = self->tx;
    if (tx == NULL) {
        return;
    }
    next_output(self, tx, cap);
    LOOP_WHILE (tx->length == 0 && self->typed.length > 0,
                LINE_BYTES) { /* each turn takes a byte of it */
        take_typed(self, cap);
        next_output(self, tx, cap);
    }
    if (tx->length > 0) {
        send(self);
    }
}

void process_console_start(struct process_console *self,
                           const struct process_console_config *config) {
    self->config = config;
    self->tx = config->tx;
    uart_receive(self->config->uart, true);
    self->job = JOB_PROMPT;
    proceed(self, CAPABILITY(self->config, management));
}

void process_console_transmitted(struct process_console *self, struct buffer *buffer,
                                 enum errorcode status) {
    (void)status;
    self->tx = buffer;
    proceed(self, CAPABILITY(self->config, management));
}

void process_console_received(struct process_console *self, uint8_t byte, enum errorcode status) {
    if (status == OK && self->typed.length < LINE_BYTES) {
        self->typed.bytes[self->typed.length] = byte;
        self->typed.length++;
    }
    proceed(self, CAPABILITY(self->config, management));
}
