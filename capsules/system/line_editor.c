/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Line editing. Sequences are those of ECMA-48 that a VT102 knows: ICH (@), DCH (P), CUB (D),
 * CUF (C), EL (K). */
#include "capsules/system/line_editor.h"

#define BACKSPACE 0x08
#define TAB 0x09
#define LF 0x0A
#define CR 0x0D
#define ESC 0x1B
#define DEL 0x7F

void line_editor_clear(struct line_editor *e) {
    e->line.length = 0;
    e->cursor = 0;
    e->browsing = 0;
}

/* ESC [ count letter; nothing for a count of 0. */
static void sequence(struct buffer *echo, uint32_t count, uint8_t letter) {
    if (count == 0) {
        return;
    }
    buffer_text(echo, TEXT("\x1B["));
    buffer_decimal(echo, count);
    buffer_put(echo, letter);
}

void line_editor_insert(struct line_editor *e, uint8_t byte, struct buffer *echo) {
    if (e->line.length == LINE_BYTES) {
        return;
    }
    for (uint32_t i = e->line.length; i > e->cursor; i--) {
        e->line.bytes[i] = e->line.bytes[i - 1];
    }
    if (e->cursor < e->line.length) {
        sequence(echo, 1, '@');
    }
    e->line.bytes[e->cursor] = byte;
    e->line.length++;
    e->cursor++;
    buffer_put(echo, byte);
}

/* Removes the byte under the cursor. */
static void delete_at_cursor(struct line_editor *e, struct buffer *echo) {
    if (e->cursor >= e->line.length) {
        return;
    }
    e->line.length--;
    for (uint32_t i = e->cursor; i < e->line.length; i++) {
        e->line.bytes[i] = e->line.bytes[i + 1];
    }
    sequence(echo, 1, 'P');
}

static void left(struct line_editor *e, struct buffer *echo) {
    if (e->cursor > 0) {
        e->cursor--;
        buffer_put(echo, BACKSPACE);
    }
}

static void right(struct line_editor *e, struct buffer *echo) {
    if (e->cursor < e->line.length) {
        e->cursor++;
        sequence(echo, 1, 'C');
    }
}

static void home(struct line_editor *e, struct buffer *echo) {
    sequence(echo, e->cursor, 'D');
    e->cursor = 0;
}

static void end(struct line_editor *e, struct buffer *echo) {
    sequence(echo, (uint32_t)e->line.length - e->cursor, 'C');
    e->cursor = e->line.length;
}

void line_put(const struct line *l, struct buffer *to) {
    for (uint32_t i = 0; i < l->length && i < LINE_BYTES; i++) {
        buffer_put(to, l->bytes[i]);
    }
}

void line_editor_show(const struct line_editor *e, struct buffer *echo) {
    line_put(&e->line, echo);
    sequence(echo, (uint32_t)e->line.length - e->cursor, 'D');
}

/* Shows entry `browsing` of the history in place of the line. The line being typed is not kept. */
static void browse(struct line_editor *e, uint32_t browsing, struct buffer *echo) {
    home(e, echo);
    buffer_text(echo, TEXT("\x1B[K"));
    e->browsing = (uint8_t)browsing;
    e->line.length = 0;
    if (browsing > 0 && browsing <= LINE_HISTORY) {
        e->line = *ELEMENT(e->history, browsing - 1);
    }
    e->cursor = e->line.length;
    line_put(&e->line, echo);
}

static bool lines_equal(const struct line *a, const struct line *b) {
    if (a->length != b->length) {
        return false;
    }
    for (uint32_t i = 0; i < a->length && i < LINE_BYTES; i++) {
        if (a->bytes[i] != b->bytes[i]) {
            return false;
        }
    }
    return true;
}

/* Empty lines and repetitions are not worth remembering. */
static void remember(struct line_editor *e) {
    bool repeats = e->history_count > 0 && lines_equal(&e->history[0], &e->line);
    if (e->line.length == 0 || repeats) {
        return;
    }
    for (uint32_t i = LINE_HISTORY - 1; i > 0; i--) {
        e->history[i] = *ELEMENT(e->history, i - 1);
    }
    e->history[0] = e->line;
    if (e->history_count < LINE_HISTORY) {
        e->history_count++;
    }
}

#define PARAMETERS 1u /* more than a digit: none of the sequences that mean something here */

static void take_tilde(struct line_editor *e, struct buffer *echo) {
    if (e->parameter == '1' || e->parameter == '7') {
        home(e, echo);
    } else if (e->parameter == '4' || e->parameter == '8') {
        end(e, echo);
    } else if (e->parameter == '3') {
        delete_at_cursor(e, echo);
    }
}

/* Parameters are '0' to '?'; what follows ends the sequence (ECMA-48, 5.4). */
static void take_sequence(struct line_editor *e, uint8_t byte, struct buffer *echo) {
    if (byte >= '0' && byte <= '?') {
        e->parameter = e->parameter == 0 ? byte : PARAMETERS;
        return;
    }
    e->escape = ESCAPE_NONE;
    switch (byte) {
    case 'A':
        if (e->browsing < e->history_count) {
            browse(e, e->browsing + 1u, echo);
        }
        break;
    case 'B':
        if (e->browsing > 0) {
            browse(e, e->browsing - 1u, echo);
        }
        break;
    case 'C':
        right(e, echo);
        break;
    case 'D':
        left(e, echo);
        break;
    case 'H':
        home(e, echo);
        break;
    case 'F':
        end(e, echo);
        break;
    case '~':
        take_tilde(e, echo);
        break;
    default:
        break;
    }
}

static void take_escape(struct line_editor *e, uint8_t byte, struct buffer *echo) {
    if (e->escape == ESCAPE_SEQUENCE) {
        take_sequence(e, byte, echo);
    } else {
        e->escape = byte == '[' || byte == 'O' ? ESCAPE_SEQUENCE : ESCAPE_NONE;
        e->parameter = 0;
    }
}

static enum line_event take_plain(struct line_editor *e, uint8_t byte, struct buffer *echo) {
    switch (byte) {
    case CR:
    case LF:
        remember(e);
        buffer_text(echo, TEXT("\r\n"));
        return LINE_DONE;
    case TAB:
        return LINE_TAB;
    case ESC:
        e->escape = ESCAPE_BEGUN;
        return LINE_NOTHING;
    case BACKSPACE:
    case DEL:
        if (e->cursor > 0) {
            left(e, echo);
            delete_at_cursor(e, echo);
        }
        return LINE_NOTHING;
    default:
        if (byte >= ' ') {
            line_editor_insert(e, byte, echo);
        }
        return LINE_NOTHING;
    }
}

enum line_event line_editor_take(struct line_editor *e, uint8_t byte, struct buffer *echo) {
    bool second_of_crlf = e->after_cr && byte == LF;
    e->after_cr = byte == CR;
    if (second_of_crlf) {
        return LINE_NOTHING;
    }
    if (e->escape != ESCAPE_NONE && byte >= ' ') {
        take_escape(e, byte, echo);
        return LINE_NOTHING;
    }
    e->escape = ESCAPE_NONE; /* a control character ends a sequence */
    return take_plain(e, byte, echo);
}

bool line_starts_with(const struct line *l, struct text text) {
    uint32_t i = 0;
    while (i < l->length && i < LINE_BYTES && l->bytes[i] == text_at(text, i)) {
        i++;
    }
    return text_at(text, i) == 0;
}

uint32_t line_argument(const struct line *l, uint32_t *length) {
    uint32_t at = 0;
    while (at < l->length && at < LINE_BYTES && l->bytes[at] != ' ') {
        at++;
    }
    while (at < l->length && at < LINE_BYTES && l->bytes[at] == ' ') {
        at++;
    }
    uint8_t stop = l->length;
    while (stop > at && stop <= LINE_BYTES && l->bytes[stop - 1] == ' ') {
        stop--;
    }
    *length = stop - at;
    return at;
}
