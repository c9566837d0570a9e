/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/unit/terminal.h"

#include "tests/unit/unit.h"

#define ESC 0x1B

static void clear(struct terminal *t) {
    memset(t->line, ' ', TERMINAL_COLUMNS);
    t->line[TERMINAL_COLUMNS] = 0;
}

void terminal_start(struct terminal *t) {
    clear(t);
    t->cursor = 0;
    t->lines = 0;
}

static size_t shortened(size_t count, size_t most) {
    return count < most ? count : most;
}

/* ESC [ count letter */
static void sequence(struct terminal *t, size_t count, char letter) {
    size_t rest = TERMINAL_COLUMNS - t->cursor;
    char *at = t->line + t->cursor;
    switch (letter) {
    case '@':
        count = shortened(count, rest);
        memmove(at + count, at, rest - count);
        memset(at, ' ', count);
        break;
    case 'P':
        count = shortened(count, rest);
        memmove(at, at + count, rest - count);
        memset(at + rest - count, ' ', count);
        break;
    case 'C':
        t->cursor += count;
        break;
    case 'D':
        t->cursor -= shortened(count, t->cursor);
        break;
    case 'K':
        memset(at, ' ', rest);
        break;
    default:
        fail_msg("the terminal is sent ESC [ %zu %c", count, letter);
    }
    assert_true(t->cursor <= TERMINAL_COLUMNS);
}

static void plain(struct terminal *t, char byte) {
    switch (byte) {
    case '\b':
        t->cursor -= shortened(1, t->cursor);
        break;
    case '\r':
        t->cursor = 0;
        break;
    case '\n':
        clear(t);
        t->lines++;
        break;
    default:
        if (((unsigned char)byte) < ' ' || byte == 0x7F) {
            fail_msg("the terminal is sent 0x%02x", (unsigned char)byte);
        }
        assert_true(t->cursor < TERMINAL_COLUMNS);
        t->line[t->cursor++] = byte;
        break;
    }
}

void terminal_take(struct terminal *t, const void *bytes, size_t count) {
    const char *at = bytes;
    const char *end = at + count;
    while (at < end) {
        if (*at != ESC) {
            plain(t, *at++);
            continue;
        }
        at++;
        if (at == end || *at != '[') {
            fail_msg("the terminal is sent an ESC that begins nothing");
        }
        at++;
        size_t number = 0;
        size_t digits = 0;
        for (; at < end && *at >= '0' && *at <= '9'; at++, digits++) {
            number = 10 * number + (size_t)(*at - '0');
        }
        if (at == end) {
            fail_msg("the terminal is sent half a sequence");
        }
        sequence(t, digits > 0 ? number : 1, *at++);
    }
}

const char *terminal_line(const struct terminal *t) {
    static char text[TERMINAL_COLUMNS + 1];
    memcpy(text, t->line, sizeof text);
    size_t length = TERMINAL_COLUMNS;
    while (length > 0 && text[length - 1] == ' ') {
        length--;
    }
    text[length] = 0;
    return text;
}
