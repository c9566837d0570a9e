/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What apps print may stand anywhere between what the console says, so a whole line is waited for. */
#include "console.h"

#include "memory.h"

#include <string.h>

#define PROMPT "tock$ "

/* What came over the line; the frames are left out. */
struct listener {
    struct port port;
    struct frame_reader reader;
    struct bytes text;
};

static void take_text(struct listener *listener, struct span text) {
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] != '\r')
            bytes_append(&listener->text, &text.at[i], 1);
}

static void take_byte(struct listener *listener, uint8_t byte) {
    struct frame frame;
    enum frame_event event = frame_take(&listener->reader, byte, &frame);
    if (event == FRAME_TEXT)
        take_text(listener, (struct span){&byte, 1});
    else if (event == FRAME_BAD)
        take_text(listener, frame.payload);
}

/* Takes what comes, and what seemed to be the beginning of a frame if nothing more does. */
static void take_some(struct listener *listener, int wait_ms) {
    uint8_t chunk[256];
    struct frame frame;
    int got = port_read(&listener->port, chunk, sizeof chunk, wait_ms);
    if (got < 0)
        fail(listener->port.name, "the board is gone");
    for (int i = 0; i < got; i++)
        take_byte(listener, chunk[i]);
    if (got == 0 && frame_give_up(&listener->reader, &frame) == FRAME_BAD)
        take_text(listener, frame.payload);
}

/* Whether `what` comes, in the text from `from` on, before the time is over. */
static bool wait_for(struct listener *listener, size_t from, const char *what, int wait_ms) {
    int64_t end = now_ms() + wait_ms;
    for (int64_t left = wait_ms; left > 0; left = end - now_ms()) {
        take_some(listener, left < FRAME_WAIT_MS ? (int)left : FRAME_WAIT_MS);
        struct span rest = span_part(bytes_span(&listener->text), from, listener->text.length);
        if (strstr(span_string(rest), what) != NULL)
            return true;
    }
    return false;
}

static void type(struct listener *listener, const char *text) {
    if (!port_write(&listener->port, (struct span){(const uint8_t *)text, strlen(text)}))
        fail(listener->port.name, "the board is gone");
}

/* What is typed must be a word and nothing else. */
static void check_name(const char *verb, const char *name) {
    for (const char *c = name; *c != '\0'; c++)
        if ((uint8_t)*c <= ' ' || *c == 0x7F)
            fail_usage(verb, "a name cannot be typed that has spaces or control characters");
}

void console_do(const struct board_options *options, const char *verb, const char *name,
                const char *before, const char *after) {
    struct listener listener = {0};
    struct problem problem = {0};
    int wait_ms = board_wait_ms(options);
    check_name(verb, name);
    if (!port_open(&listener.port, options->port, board_baud(options), &problem))
        fail_problem(options->port, &problem);
    /* An empty line has the prompt come, whatever was typed before. */
    type(&listener, "\r");
    if (!wait_for(&listener, 0, PROMPT, wait_ms))
        fail(options->port, "no process console is there: no prompt comes");
    size_t from = listener.text.length;
    type(&listener, memory_format("%s %s\r", verb, name));
    if (!wait_for(&listener, from, memory_format("%s%s%s", before, name, after), wait_ms))
        fail(options->port, "the board does not say that it did `%s %s`: is there such a process?",
             verb, name);
    port_close(&listener.port);
}
