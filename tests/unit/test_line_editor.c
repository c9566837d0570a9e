/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The line editor (capsules/system/line_editor.c): what it holds, and that the terminal shows just
 * that. */
#include "capsules/system/line_editor.h"

#include "tests/unit/random.h"
#include "tests/unit/terminal.h"
#include "tests/unit/unit.h"

#include <stdio.h>

#define UP "\x1B[A"
#define DOWN "\x1B[B"
#define RIGHT "\x1B[C"
#define LEFT "\x1B[D"
#define HOME "\x1B[H"
#define END "\x1B[F"
#define DELETE "\x1B[3~"
#define BACKSPACE "\b"

static struct line_editor editor;
static struct terminal terminal;
static char done[LINE_BYTES + 1]; /* the last line that was submitted */
static unsigned done_count;
static unsigned tabs;

static const char *text_of(const struct line *line) {
    static char text[LINE_BYTES + 1];
    assert_in_range(line->length, 0, LINE_BYTES);
    memset(text, 0, sizeof text);
    memcpy(text, line->bytes, line->length);
    return text;
}

static void assert_shown(void) {
    assert_in_range(editor.cursor, 0, editor.line.length);
    assert_int_equal(terminal.cursor, editor.cursor);
    char expected[TERMINAL_COLUMNS + 1];
    memset(expected, ' ', TERMINAL_COLUMNS);
    expected[TERMINAL_COLUMNS] = 0;
    memcpy(expected, editor.line.bytes, editor.line.length);
    assert_memory_equal(terminal.line, expected, TERMINAL_COLUMNS);
}

static void type_bytes(const char *bytes, size_t count) {
    if (terminal.line[0] == 0) {
        terminal_start(&terminal);
    }
    for (size_t i = 0; i < count; i++) {
        BUFFER_LOCAL(echo, 2 * LINE_BYTES);
        enum line_event event = line_editor_take(&editor, (uint8_t)bytes[i], &echo);
        assert_true(buffer_space(&echo) > 0); /* nothing was left out */
        terminal_take(&terminal, echo.bytes, echo.length);
        if (event == LINE_DONE) {
            strcpy(done, text_of(&editor.line));
            done_count++;
            line_editor_clear(&editor);
        }
        tabs += event == LINE_TAB ? 1 : 0;
        assert_shown();
    }
}

static void type(const char *text) {
    type_bytes(text, strlen(text));
}

/* What is typed gives this line when it is submitted. */
static void assert_gives(const char *typed, const char *line) {
    UNIT_CONTEXT("for the line \"%s\"", line);
    unsigned before = done_count;
    type(typed);
    assert_string_equal(text_of(&editor.line), line);
    type("\r");
    assert_int_equal(done_count, before + 1);
    assert_string_equal(done, line);
    assert_string_equal(text_of(&editor.line), "");
}

/* ---- Typing ---- */

TEST(test_what_is_typed_is_the_line) {
    assert_gives("list", "list");
    assert_gives("stop my app", "stop my app");
    assert_gives("", "");
}

TEST(test_a_line_ends_with_cr_or_lf_or_both) {
    type("a\rb\nc\r\nd\r\n");
    assert_int_equal(done_count, 4);
    assert_string_equal(done, "d");
    assert_int_equal(terminal.lines, 4);
    type("\n\n\r\r");
    assert_int_equal(done_count, 8);
}

TEST(test_a_line_holds_64_bytes_and_what_comes_after_is_not_taken) {
    char full[LINE_BYTES + 1];
    memset(full, 0, sizeof full);
    memset(full, 'x', LINE_BYTES);
    type(full);
    type("yz");
    assert_string_equal(text_of(&editor.line), full);
    type(HOME "y"); /* neither at the front */
    assert_string_equal(text_of(&editor.line), full);
    type(DELETE "y");
    assert_int_equal(editor.line.bytes[0], 'y');
    assert_int_equal(editor.line.length, LINE_BYTES);
}

TEST(test_control_characters_are_not_taken) {
    for (char byte = 0; byte < ' '; byte++) {
        if (strchr("\b\t\n\r\x1B", byte) == NULL || byte == 0) {
            type_bytes(&byte, 1);
        }
    }
    assert_gives("", "");
}

TEST(test_bytes_beyond_ascii_are_kept_as_they_are) {
    assert_gives("\xC3\xA4\xFF\x80", "\xC3\xA4\xFF\x80");
}

TEST(test_tab_is_reported_and_no_part_of_the_line) {
    type("he\t");
    assert_int_equal(tabs, 1);
    assert_string_equal(text_of(&editor.line), "he");
}

/* ---- Editing ---- */

TEST(test_backspace_and_del_remove_what_is_before_the_cursor) {
    assert_gives("lisd" BACKSPACE "t", "list");
    assert_gives("lisd\x7Ft", "list");
    assert_gives("ab" BACKSPACE BACKSPACE BACKSPACE "c", "c");
    assert_gives("axb" LEFT BACKSPACE, "ab");
}

TEST(test_the_cursor_moves_and_what_is_typed_goes_in_there) {
    assert_gives("ac" LEFT "b", "abc");
    assert_gives("bc" LEFT LEFT LEFT LEFT "a", "abc");
    assert_gives("ad" LEFT "bc" RIGHT RIGHT "e", "abcde");
}

TEST(test_home_and_end_in_all_their_forms) {
    static const char *const homes[] = {"\x1B[H", "\x1BOH", "\x1B[1~", "\x1B[7~"};
    static const char *const ends[] = {"\x1B[F", "\x1BOF", "\x1B[4~", "\x1B[8~"};
    for (size_t i = 0; i < COUNT_OF(homes); i++) {
        char typed[64];
        snprintf(typed, sizeof typed, "bc%sa%sd", homes[i], ends[i]);
        assert_gives(typed, "abcd");
    }
}

TEST(test_delete_removes_what_is_under_the_cursor) {
    assert_gives("abxc" LEFT LEFT DELETE, "abc");
    assert_gives("abc" DELETE, "abc");
    assert_gives("abc" HOME DELETE DELETE DELETE DELETE "z", "z");
}

TEST(test_arrow_keys_of_application_mode_work_too) {
    assert_gives("ac\x1BODb\x1BOCd", "abcd");
}

TEST(test_other_sequences_leave_the_line_alone) {
    static const char *const others[] = {"\x1B[Z",   "\x1B[2~", "\x1B[5~", "\x1B[15~",
                                         "\x1B[24~", "\x1BOP",  "\x1B[E",  "\x1B[G"};
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        char typed[64];
        snprintf(typed, sizeof typed, "ab%sc", others[i]);
        assert_gives(typed, "abc");
    }
}

/* What terminals send for an arrow key with Ctrl or Shift: parameters are part of a sequence. */
TEST(test_sequences_with_several_parameters_leave_no_rubbish_in_the_line) {
    static const char *const others[] = {"\x1B[1;5C", "\x1B[1;5D", "\x1B[1;2A", "\x1B[3;5~"};
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        char typed[64];
        snprintf(typed, sizeof typed, "ab%s", others[i]);
        type(typed);
        unit_assert_lacks(text_of(&editor.line), ";");
        unit_assert_lacks(text_of(&editor.line), "5");
        unit_assert_lacks(text_of(&editor.line), "2");
        type("\r");
    }
}

/* The Escape key by itself, or a sequence that was cut off, does not take the Enter key along. */
TEST(test_a_line_ends_with_cr_even_within_a_sequence) {
    static const char *const begun[] = {"\x1B", "\x1B[", "\x1BO", "\x1B[3"};
    for (size_t i = 0; i < COUNT_OF(begun); i++) {
        char typed[16];
        snprintf(typed, sizeof typed, "ab%s\r\n", begun[i]);
        type(typed);
        assert_int_equal(done_count, i + 1);
        assert_string_equal(done, "ab");
    }
}

/* ---- History ---- */

TEST(test_the_history_is_browsed_with_up_and_down) {
    type("one\rtwo\rthree\r");
    type(UP);
    assert_string_equal(text_of(&editor.line), "three");
    type(UP);
    assert_string_equal(text_of(&editor.line), "two");
    type(UP);
    assert_string_equal(text_of(&editor.line), "one");
    type(UP); /* there is none before */
    assert_string_equal(text_of(&editor.line), "one");
    type(DOWN DOWN);
    assert_string_equal(text_of(&editor.line), "three");
    type(DOWN);
    assert_string_equal(text_of(&editor.line), "");
    type(DOWN);
    assert_string_equal(text_of(&editor.line), "");
}

TEST(test_a_line_of_the_history_can_be_edited_and_submitted) {
    type("stop app0\r");
    assert_gives(UP BACKSPACE "1", "stop app1");
    type(UP);
    assert_string_equal(text_of(&editor.line), "stop app1");
    type(UP);
    assert_string_equal(text_of(&editor.line), "stop app0"); /* is as it was */
}

TEST(test_empty_lines_and_repetitions_are_not_remembered) {
    type("one\r\r\rtwo\rtwo\rtwo\r\r");
    type(UP);
    assert_string_equal(text_of(&editor.line), "two");
    type(UP);
    assert_string_equal(text_of(&editor.line), "one");
    type(UP);
    assert_string_equal(text_of(&editor.line), "one");
}

TEST(test_a_line_that_begins_like_the_last_one_is_remembered) {
    type("list\rlisten\rlist\r" UP UP);
    assert_string_equal(text_of(&editor.line), "listen");
}

TEST(test_the_history_holds_ten_lines) {
    for (unsigned i = 0; i < 15; i++) {
        char line[16];
        snprintf(line, sizeof line, "line %u\r", i);
        type(line);
    }
    for (unsigned i = 0; i < 20; i++) {
        type(UP);
    }
    assert_string_equal(text_of(&editor.line), "line 5");
    for (unsigned i = 0; i < 9; i++) {
        type(DOWN);
    }
    assert_string_equal(text_of(&editor.line), "line 14");
}

TEST(test_after_a_line_browsing_begins_at_the_newest_again) {
    type("one\rtwo\r");
    assert_gives(UP UP, "one");
    type(UP);
    assert_string_equal(text_of(&editor.line), "one");
    type(UP);
    assert_string_equal(text_of(&editor.line), "two");
}

TEST(test_full_lines_are_browsed_whole) {
    char full[LINE_BYTES + 2];
    memset(full, 0, sizeof full);
    memset(full, 'x', LINE_BYTES);
    full[LINE_BYTES] = '\r';
    type(full);
    memset(full, 'y', LINE_BYTES);
    type(full);
    type(UP UP HOME DOWN);
    full[LINE_BYTES] = 0;
    assert_string_equal(text_of(&editor.line), full);
}

/* ---- Showing again ---- */

TEST(test_the_line_can_be_shown_again_with_its_cursor) {
    type("abcdef" LEFT LEFT);
    terminal_start(&terminal);
    BUFFER_LOCAL(echo, 2 * LINE_BYTES);
    line_editor_show(&editor, &echo);
    terminal_take(&terminal, echo.bytes, echo.length);
    assert_shown();
    type("x");
    assert_string_equal(text_of(&editor.line), "abcdxef");
}

/* ---- Words ---- */

static struct line line_of(const char *text) {
    struct line l = {.length = (uint8_t)strlen(text)};
    memcpy(l.bytes, text, strlen(text));
    return l;
}

TEST(test_a_line_begins_with_a_text_or_not) {
    struct line l = line_of("stop app");
    assert_true(line_starts_with(&l, TEXT("stop")));
    assert_true(line_starts_with(&l, TEXT("stop app")));
    assert_true(line_starts_with(&l, TEXT("")));
    assert_false(line_starts_with(&l, TEXT("stop app0")));
    assert_false(line_starts_with(&l, TEXT("start")));
    l = line_of("");
    assert_false(line_starts_with(&l, TEXT("a")));
    assert_true(line_starts_with(&l, TEXT("")));
}

struct argument {
    const char *line;
    const char *argument;
};

TEST(test_the_argument_is_what_follows_the_first_word_without_the_blanks_around) {
    static const struct argument cases[] = {
        {"stop app", "app"},       {"stop", ""}, {"", ""},      {"stop   app  ", "app"},
        {"stop my app", "my app"}, {"   ", ""},  {"stop ", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct line l = line_of(cases[i].line);
        uint32_t length = 99;
        uint32_t at = line_argument(&l, &length);
        assert_int_equal(length, strlen(cases[i].argument));
        assert_memory_equal(l.bytes + at, cases[i].argument, length);
    }
}

/* ---- Anything goes ---- */

/* Any keys in any order: the terminal shows what the editor holds (assert_shown, at each byte). */
TEST(test_any_keys_leave_the_terminal_showing_the_line) {
    static const char *const keys[] = {UP,     DOWN, LEFT,      RIGHT, HOME, END,
                                       DELETE, "\r", BACKSPACE, "a",   "b ", "long word "};
    struct random r = random_from(53);
    for (unsigned step = 0; step < 20000; step++) {
        UNIT_CONTEXT("step %u", step);
        type(keys[random_below(&r, COUNT_OF(keys))]);
    }
    assert_true(done_count > 100);
}

TEST(test_any_bytes_leave_the_terminal_showing_the_line) {
    struct random r = random_from(59);
    for (unsigned step = 0; step < 20000; step++) {
        UNIT_CONTEXT("step %u", step);
        char byte = (char)random_word(&r);
        if (random_one_in(&r, 4)) {
            byte = "\x1B[OABCDHF134~\r\n\b\t"[random_below(&r, 17)];
        }
        type_bytes(&byte, 1);
        assert_in_range(editor.history_count, 0, LINE_HISTORY);
        assert_in_range(editor.browsing, 0, editor.history_count);
    }
}
