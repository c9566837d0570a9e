/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Driver 0x1 (capsules/syscall/console.c; ABI 7.3). */
#include "capsules/syscall/console.h"

#include "tests/unit/capsules.h"
#include "tests/unit/fake_devices.h"
#include "tests/unit/random.h"

enum {
    EXISTS,
    WRITE,
    READ,
    ABORT,
    BEYOND
};
enum {
    WRITTEN = 1,
    HAVE_READ = 2
}; /* upcalls */

#define CHUNK 16
#define RX_BYTES 32

extern struct console_driver driver;
#define DRIVERS(X)                                                                     \
    X(CONSOLE, DRIVER_CONSOLE, struct console_driver, &driver, console_driver_command, \
      &console_apps_layout)
DRIVER_INDICES(DRIVERS);
DRIVER_TABLE(DRIVERS);

static struct fake_uart port;
static const struct uart uart = FAKE_UART(&port);
BUFFER(tx, CHUNK);
BUFFER(rx, RX_BYTES);
struct console_driver driver = CONSOLE_DRIVER(&uart, tx, CHUNK, rx, RX_BYTES, CONSOLE);
static const struct uart_client port_client = UART_CLIENT(
    struct console_driver, console_driver_transmitted, console_driver_received, &driver);

static void start(uint32_t apps) {
    port.client = &port_client;
    boot_apps(apps);
    for (uint32_t i = 0; i < apps; i++) {
        subscribe_all(machine_process(i), DRIVER_CONSOLE, 3);
    }
}

static struct process *app(uint32_t slot) {
    return machine_process(slot);
}

static struct call console(uint32_t slot, uint32_t number, uint32_t arg) {
    return command(app(slot), DRIVER_CONSOLE, number, arg, 0);
}

#define WRITE_AT 0
#define READ_AT 256
#define BUFFER_ROOM 256

static void allow_text(uint32_t slot, const char *text) {
    uint32_t address = machine_put_text(app(slot), WRITE_AT, text);
    struct call c = allow_ro(app(slot), DRIVER_CONSOLE, 1, address, (uint32_t)strlen(text));
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
}

/* Begins to write all of the text. */
static void write_text(uint32_t slot, const char *text) {
    allow_text(slot, text);
    struct call c = console(slot, WRITE, (uint32_t)strlen(text));
    assert_success(c);
}

static void assert_written(uint32_t slot, uint32_t count) {
    assert_int_equal(queued(app(slot)), 1);
    assert_given(app(slot), WRITTEN, count, 0, 0);
}

static void assert_quiet(uint32_t slot) {
    assert_int_equal(queued(app(slot)), 0);
}

static void allow_input(uint32_t slot, uint32_t length) {
    memset(bytes_at(ram_of(app(slot)) + READ_AT), '.', BUFFER_ROOM);
    struct call c = allow_rw(app(slot), DRIVER_CONSOLE, 1, ram_of(app(slot)) + READ_AT, length);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
}

static void begin_read(uint32_t slot, uint32_t length) {
    struct call c = console(slot, READ, length);
    assert_success(c);
}

/* What the app's input buffer holds begins with this, and has nothing else. */
static void assert_input(uint32_t slot, const char *text) {
    const uint8_t *bytes = bytes_at(ram_of(app(slot)) + READ_AT);
    assert_memory_equal(bytes, text, strlen(text));
    assert_int_equal(bytes[strlen(text)], '.');
}

#define LONG_TEXT "a text that is a good deal longer than what the kernel sends at once"

/* ---- Commands ---- */

TEST(test_the_driver_exists_and_other_commands_do_not) {
    start(1);
    struct call c = console(0, EXISTS, 0);
    assert_success(c);
    c = console(0, BEYOND, 0);
    assert_failure(c, ERR_NOSUPPORT);
    c = console(0, UINT32_MAX, 0);
    assert_failure(c, ERR_NOSUPPORT);
}

TEST(test_slots_are_three_upcalls_two_buffers_each) {
    start(1);
    struct call c = subscribe(app(0), DRIVER_CONSOLE, 3, function_of(app(0)), 0);
    assert_swap_failure(c, ERR_NOSUPPORT);
    c = allow_ro(app(0), DRIVER_CONSOLE, 2, ram_of(app(0)), 1);
    assert_swap_failure(c, ERR_NOSUPPORT);
    c = allow_rw(app(0), DRIVER_CONSOLE, 2, ram_of(app(0)), 1);
    assert_swap_failure(c, ERR_NOSUPPORT);
}

TEST(test_without_room_for_the_grant_there_is_no_memory) {
    port.client = &port_client;
    boot_apps(1);
    machine_fill(app(0));
    struct call c = console(0, WRITE, 1);
    assert_failure(c, ERR_NOMEM);
    c = console(0, READ, 1);
    assert_failure(c, ERR_NOMEM);
    assert_false(port.receiving);
}

/* ---- Writing ---- */

TEST(test_a_short_text_goes_out_in_one_piece) {
    start(1);
    write_text(0, "hello");
    assert_quiet(0);
    fake_uart_drain(&port);
    assert_string_equal(port.sent, "hello");
    assert_int_equal(port.buffers, 1);
    assert_written(0, 5);
}

TEST(test_a_long_text_goes_out_in_pieces_and_is_upcalled_once) {
    start(1);
    write_text(0, LONG_TEXT);
    fake_uart_complete(&port);
    assert_quiet(0);
    fake_uart_drain(&port);
    assert_string_equal(port.sent, LONG_TEXT);
    assert_int_equal(port.buffers, (sizeof LONG_TEXT - 1 + CHUNK - 1) / CHUNK);
    assert_written(0, sizeof LONG_TEXT - 1);
}

TEST(test_texts_about_as_long_as_a_piece_are_whole) {
    start(1);
    for (uint32_t length = CHUNK - 1; length <= 2 * CHUNK + 1; length++) {
        char text[2 * CHUNK + 2];
        memset(text, 0, sizeof text);
        memset(text, 'x', length);
        fake_uart_forget(&port);
        write_text(0, text);
        fake_uart_drain(&port);
        assert_string_equal(port.sent, text);
        assert_written(0, length);
    }
}

TEST(test_a_write_is_clipped_to_the_buffer) {
    start(1);
    allow_text(0, "hello");
    struct call c = console(0, WRITE, 100);
    assert_success(c);
    fake_uart_drain(&port);
    assert_written(0, 5);
    c = console(0, WRITE, UINT32_MAX);
    assert_success(c);
    fake_uart_drain(&port);
    assert_written(0, 5);
    assert_string_equal(port.sent, "hellohello");
}

TEST(test_a_write_may_be_shorter_than_the_buffer) {
    start(1);
    allow_text(0, "hello");
    struct call c = console(0, WRITE, 2);
    assert_success(c);
    fake_uart_drain(&port);
    assert_string_equal(port.sent, "he");
    assert_written(0, 2);
}

TEST(test_a_write_of_nothing_is_upcalled_too) {
    start(1);
    allow_text(0, "hello");
    struct call c = console(0, WRITE, 0);
    assert_success(c);
    assert_written(0, 0);
    assert_int_equal(port.buffers, 0);
}

TEST(test_a_write_without_a_buffer_writes_nothing_and_is_upcalled) {
    start(1);
    struct call c = console(0, WRITE, 10);
    assert_success(c);
    assert_written(0, 0);
}

/* ABI D45 */
TEST(test_a_write_of_nothing_while_another_process_writes_is_upcalled_too) {
    start(2);
    write_text(0, LONG_TEXT);
    struct call c = console(1, WRITE, 0);
    assert_success(c);
    fake_uart_drain(&port);
    assert_written(1, 0);
    assert_written(0, sizeof LONG_TEXT - 1);
}

TEST(test_a_write_that_the_port_fails_is_upcalled_with_what_was_sent) {
    start(1);
    write_text(0, LONG_TEXT);
    fake_uart_complete(&port);
    fake_uart_fail(&port, 3);
    fake_uart_drain(&port);
    assert_written(0, CHUNK + 3);
    write_text(0, "next");
    fake_uart_drain(&port);
    assert_written(0, 4);
}

TEST(test_a_write_that_the_port_does_not_take_is_upcalled_with_nothing) {
    start(1);
    port.deaf = true;
    write_text(0, "hello");
    assert_written(0, 0);
    port.deaf = false;
    write_text(0, "hello");
    fake_uart_drain(&port);
    assert_written(0, 5);
}

TEST(test_a_buffer_that_shrinks_ends_the_write_early_with_what_was_sent) {
    start(1);
    write_text(0, LONG_TEXT);
    struct call c = allow_ro(app(0), DRIVER_CONSOLE, 1, ram_of(app(0)), 20);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
    fake_uart_drain(&port);
    assert_int_equal(port.sent_length, 20);
    assert_written(0, 20);
}

TEST(test_a_buffer_that_is_taken_away_ends_the_write) {
    start(1);
    write_text(0, LONG_TEXT);
    struct call c = allow_ro(app(0), DRIVER_CONSOLE, 1, 0, 0);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
    fake_uart_drain(&port);
    assert_written(0, CHUNK);
    assert_int_equal(port.buffers, 1);
}

TEST(test_a_buffer_that_is_swapped_mid_way_goes_on_in_the_new_one) {
    start(1);
    write_text(0, LONG_TEXT);
    uint32_t other = ram_of(app(0)) + READ_AT;
    memset(bytes_at(other), '#', sizeof LONG_TEXT);
    struct call c = allow_ro(app(0), DRIVER_CONSOLE, 1, other, 30);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
    fake_uart_drain(&port);
    assert_memory_equal(port.sent, LONG_TEXT, CHUNK);
    assert_string_equal(port.sent + CHUNK, "##############");
    assert_written(0, 30);
}

TEST(test_a_buffer_in_flash_can_be_written) {
    start(1);
    struct call c = allow_ro(app(0), DRIVER_CONSOLE, 1, flash_of(app(0)), 40);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
    c = console(0, WRITE, 40);
    assert_success(c);
    fake_uart_drain(&port);
    assert_int_equal(port.sent_length, 40);
    assert_written(0, 40);
}

/* No BUSY (ABI 7.3): the second write takes the first one's place. */
TEST(test_writing_again_before_the_end_begins_anew) {
    start(1);
    write_text(0, LONG_TEXT);
    write_text(0, "the second text of them");
    fake_uart_drain(&port);
    assert_memory_equal(port.sent, LONG_TEXT, CHUNK);
    assert_string_equal(port.sent + CHUNK, "the second text of them");
    assert_written(0, 23);
}

TEST(test_writing_again_and_again_ends_with_the_last_text_whole) {
    start(1);
    write_text(0, LONG_TEXT);
    fake_uart_complete(&port);
    write_text(0, "one");
    write_text(0, "two");
    write_text(0, "three, which is the last");
    fake_uart_drain(&port);
    assert_string_equal(port.sent + 2 * CHUNK, "three, which is the last");
    assert_given(app(0), WRITTEN, 24, 0, 0);
    assert_quiet(0);
}

TEST(test_writing_nothing_before_the_end_ends_the_write) {
    start(1);
    write_text(0, LONG_TEXT);
    struct call c = console(0, WRITE, 0);
    assert_success(c);
    fake_uart_drain(&port);
    assert_int_equal(port.sent_length, CHUNK);
    assert_written(0, 0);
    write_text(0, "next");
    fake_uart_drain(&port);
    assert_written(0, 4);
}

/* How many of these bytes have been sent. */
static size_t sent_of(char byte) {
    size_t count = 0;
    for (const char *at = port.sent; *at != 0; at++) {
        count += *at == byte ? 1 : 0;
    }
    return count;
}

/* Writes take turns piece by piece (ABI 7.3), but each is sent whole and in order. */
TEST(test_several_processes_write_at_once) {
    start(3);
    write_text(0, "00000000000000000000000000000000000000000000000000");
    write_text(2, "222222222222222222222222");
    write_text(1, "1111111111111111111111");
    fake_uart_drain(&port);
    assert_int_equal(port.sent_length, 50 + 24 + 22);
    assert_int_equal(sent_of('0'), 50);
    assert_int_equal(sent_of('1'), 22);
    assert_int_equal(sent_of('2'), 24);
    assert_written(0, 50);
    assert_written(1, 22);
    assert_written(2, 24);
}

/* However much one writes, the others wait for a piece of it at most. */
TEST(test_a_long_write_does_not_keep_a_short_one_waiting) {
    start(2);
    write_text(0, LONG_TEXT);
    write_text(1, "short");
    fake_uart_complete(&port);
    fake_uart_complete(&port);
    assert_written(1, 5);
    assert_quiet(0);
    fake_uart_drain(&port);
    assert_written(0, sizeof LONG_TEXT - 1);
}

TEST(test_lines_that_fit_into_a_piece_stay_whole) {
    start(3);
    write_text(0, "a first line\na second\nthird\nlast of a\n");
    write_text(1, "b begins\nb goes on\nb\nb\nb ends here\n");
    write_text(2, "c: one line\n");
    fake_uart_drain(&port);
    static const char *const lines[] = {"a first line\n", "a second\n",   "third\n",
                                        "last of a\n",    "b begins\n",   "b goes on\n",
                                        "b ends here\n",  "c: one line\n"};
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        const char *at = strstr(port.sent, lines[i]);
        assert_non_null(at);
        assert_true(at == port.sent || at[-1] == '\n');
    }
}

/* Who writes again at once must not keep the others from writing. */
TEST(test_processes_take_turns) {
    start(3);
    for (uint32_t i = 0; i < 3; i++) {
        write_text(i, i == 0 ? "0" : i == 1 ? "1" : "2");
    }
    for (unsigned n = 0; n < 30; n++) {
        fake_uart_complete(&port);
        for (uint32_t i = 0; i < 3; i++) {
            if (queued(app(i)) > 0) {
                assert_given(app(i), WRITTEN, 1, 0, 0);
                write_text(i, i == 0 ? "0" : i == 1 ? "1" : "2");
            }
        }
    }
    for (unsigned n = 0; n < 30; n += 3) {
        assert_non_null(memchr(port.sent + n, '0', 3));
        assert_non_null(memchr(port.sent + n, '1', 3));
        assert_non_null(memchr(port.sent + n, '2', 3));
    }
}

TEST(test_a_process_that_dies_while_it_writes_makes_room_for_the_next) {
    start(2);
    write_text(0, LONG_TEXT);
    write_text(1, "next");
    process_terminate(app(0), COMPLETION_CODE, 0);
    fake_uart_drain(&port);
    assert_memory_equal(port.sent, LONG_TEXT, CHUNK);
    assert_string_equal(port.sent + CHUNK, "next");
    assert_written(1, 4);
}

TEST(test_a_process_that_dies_while_its_write_waits_is_passed_over) {
    start(3);
    write_text(0, "first");
    write_text(1, "never seen");
    write_text(2, "third");
    process_terminate(app(1), COMPLETION_CODE, 0);
    fake_uart_drain(&port);
    assert_string_equal(port.sent, "firstthird");
}

TEST(test_a_new_life_hears_nothing_of_the_old_one_s_write) {
    start(1);
    write_text(0, LONG_TEXT);
    restart(app(0));
    subscribe_all(app(0), DRIVER_CONSOLE, 3);
    write_text(0, "a new beginning");
    fake_uart_drain(&port);
    assert_memory_equal(port.sent, LONG_TEXT, CHUNK);
    assert_string_equal(port.sent + CHUNK, "a new beginning");
    assert_written(0, 15);
}

TEST(test_a_write_without_a_subscription_lets_who_waits_go_on) {
    port.client = &port_client;
    boot_apps(1);
    write_text(0, "hello");
    struct call c = yield_wait_for(app(0), DRIVER_CONSOLE, WRITTEN);
    assert_blocked(c);
    fake_uart_drain(&port);
    assert_true(machine_wake(app(0)));
    assert_int_equal(fake_frame(app(0))->r[0], 5);
}

/* Whatever is written when: every write is upcalled once, and every byte of it goes out once. */
TEST(test_any_sequence_of_writes_is_sent_whole_and_upcalled_once) {
    enum {
        APPS = 4
    };
    start(APPS);
    struct random r = random_from(47);
    bool writing[APPS] = {false};
    uint32_t lengths[APPS] = {0};
    size_t expected[APPS] = {0}; /* bytes of each on the wire, when its write is over */
    for (unsigned step = 0; step < 1500; step++) {
        UNIT_CONTEXT("step %u", step);
        uint32_t i = random_below(&r, APPS);
        if (writing[i] && queued(app(i)) > 0) {
            assert_written(i, lengths[i]);
            expected[i] += lengths[i];
            assert_int_equal(sent_of((char)('0' + i)), expected[i]);
            writing[i] = false;
        } else if (!writing[i] && port.sent_length < sizeof port.sent - APPS * 64) {
            char text[64] = "";
            lengths[i] = random_below(&r, 60);
            memset(text, '0' + (int)i, lengths[i]);
            write_text(i, text);
            writing[i] = true;
        }
        if (random_one_in(&r, 2) && fake_uart_is_busy(&port)) {
            fake_uart_complete(&port);
        }
    }
}

/* ---- Reading ---- */

TEST(test_a_read_ends_when_all_has_come) {
    start(1);
    allow_input(0, 100);
    begin_read(0, 5);
    fake_uart_type(&port, "hell");
    assert_quiet(0);
    fake_uart_type(&port, "o, world");
    assert_int_equal(queued(app(0)), 1);
    assert_given(app(0), HAVE_READ, 0, 5, 0);
    assert_input(0, "hello");
}

TEST(test_the_port_receives_once_somebody_reads) {
    start(1);
    assert_false(port.receiving);
    console_driver_received(&driver, 'x', OK); /* comes all the same */
    allow_input(0, 100);
    begin_read(0, 2);
    assert_true(port.receiving);
    fake_uart_type(&port, "ab");
    assert_int_equal(queued(app(0)), 1);
    assert_given(app(0), HAVE_READ, 0, 2, 0);
    assert_input(0, "ab");
}

/* ---- What is typed ahead ---- */

TEST(test_what_comes_between_two_reads_is_for_the_second_one) {
    start(1);
    allow_input(0, 100);
    const char *const line = "a line\r";
    begin_read(0, 1);
    fake_uart_type(&port, line);
    for (uint32_t i = 0; i < strlen(line); i++) {
        assert_given(app(0), HAVE_READ, 0, 1, 0);
        const char one[2] = {line[i], 0};
        assert_memory_equal(bytes_at(ram_of(app(0)) + READ_AT), one, 1);
        assert_quiet(0);
        begin_read(0, 1);
    }
    fake_uart_type(&port, "z");
    assert_given(app(0), HAVE_READ, 0, 1, 0);
}

TEST(test_a_longer_read_takes_what_is_there_and_waits_for_the_rest) {
    start(1);
    allow_input(0, 100);
    begin_read(0, 2);
    fake_uart_type(&port, "abcd");
    assert_given(app(0), HAVE_READ, 0, 2, 0);
    begin_read(0, 5);
    assert_quiet(0);
    fake_uart_type(&port, "efg");
    assert_given(app(0), HAVE_READ, 0, 5, 0);
    assert_input(0, "cdefg");
}

TEST(test_what_was_typed_for_one_process_is_not_given_to_another) {
    start(2);
    allow_input(0, 10);
    allow_input(1, 10);
    begin_read(0, 1);
    fake_uart_type(&port, "asecret");
    begin_read(1, 3);
    assert_quiet(1);
    fake_uart_type(&port, "xyz");
    assert_given(app(1), HAVE_READ, 0, 3, 0);
    assert_input(1, "xyz");
    begin_read(0, 1);
    fake_uart_type(&port, "b");
    assert_input(0, "b");
}

TEST(test_an_aborted_read_takes_what_has_come_along) {
    start(1);
    allow_input(0, 10);
    begin_read(0, 5);
    fake_uart_type(&port, "abc");
    console(0, ABORT, 0);
    assert_given(app(0), HAVE_READ, ERR_CANCEL, 3, 0);
    begin_read(0, 2);
    assert_quiet(0);
}

/* However often and in whatever pieces: what does not fit is lost, but a read always ends. */
TEST(test_reads_end_however_much_is_typed_ahead) {
    start(1);
    allow_input(0, RX_BYTES);
    struct random r = random_from(5);
    for (unsigned step = 0; step < 2000; step++) {
        UNIT_CONTEXT("step %u", step);
        uint32_t length = 1 + random_below(&r, RX_BYTES);
        begin_read(0, length);
        for (unsigned typed = 0; queued(app(0)) == 0; typed++) {
            assert_true(typed <= RX_BYTES);
            fake_uart_type(&port, "q");
        }
        assert_given(app(0), HAVE_READ, 0, length, 0);
        for (uint32_t more = random_below(&r, 2 * RX_BYTES); more > 0; more--) {
            fake_uart_type(&port, "q");
        }
    }
}

TEST(test_a_read_is_clipped_to_the_buffer) {
    start(1);
    allow_input(0, 3);
    begin_read(0, 100);
    fake_uart_type(&port, "abcdef");
    assert_given(app(0), HAVE_READ, 0, 3, 0);
    assert_input(0, "abc");
}

TEST(test_a_read_of_more_than_the_kernel_can_hold_is_invalid) {
    start(1);
    allow_input(0, RX_BYTES + 1);
    struct call c = console(0, READ, RX_BYTES + 1);
    assert_failure(c, ERR_INVAL);
    c = console(0, READ, UINT32_MAX);
    assert_failure(c, ERR_INVAL);
    assert_false(port.receiving);
    begin_read(0, RX_BYTES);
    allow_input(0, RX_BYTES);
    for (unsigned i = 0; i < RX_BYTES; i++) {
        fake_uart_type(&port, "z");
    }
    assert_given(app(0), HAVE_READ, 0, RX_BYTES, 0);
}

TEST(test_only_one_process_reads_at_a_time) {
    start(2);
    allow_input(0, 10);
    allow_input(1, 10);
    begin_read(0, 3);
    struct call c = console(1, READ, 3);
    assert_failure(c, ERR_BUSY);
    c = console(0, READ, 3);
    assert_failure(c, ERR_BUSY);
    fake_uart_type(&port, "abc");
    begin_read(1, 3);
    fake_uart_type(&port, "def");
    assert_given(app(0), HAVE_READ, 0, 3, 0);
    assert_given(app(1), HAVE_READ, 0, 3, 0);
    assert_input(0, "abc");
    assert_input(1, "def");
}

TEST(test_abort_ends_a_read_with_what_has_come) {
    start(1);
    allow_input(0, 10);
    begin_read(0, 5);
    fake_uart_type(&port, "ab");
    struct call c = console(0, ABORT, 0);
    assert_success(c);
    assert_int_equal(queued(app(0)), 1);
    assert_given(app(0), HAVE_READ, ERR_CANCEL, 2, 0);
    assert_input(0, "ab");
    begin_read(0, 1);
    fake_uart_type(&port, "z");
    assert_given(app(0), HAVE_READ, 0, 1, 0);
}

TEST(test_abort_before_anything_has_come_gives_no_bytes) {
    start(1);
    allow_input(0, 10);
    begin_read(0, 5);
    struct call c = console(0, ABORT, 0);
    assert_success(c);
    assert_given(app(0), HAVE_READ, ERR_CANCEL, 0, 0);
    assert_input(0, "");
}

TEST(test_abort_without_a_read_is_a_success_without_an_upcall) {
    start(2);
    struct call c = console(0, ABORT, 0);
    assert_success(c);
    assert_quiet(0);
    allow_input(0, 10);
    begin_read(0, 2);
    c = console(1, ABORT, 0); /* somebody else's */
    assert_success(c);
    assert_quiet(0);
    assert_quiet(1);
    fake_uart_type(&port, "ab");
    assert_given(app(0), HAVE_READ, 0, 2, 0);
}

TEST(test_a_buffer_that_has_gone_is_no_memory) {
    start(1);
    allow_input(0, 10);
    begin_read(0, 3);
    fake_uart_type(&port, "ab");
    struct call c = allow_rw(app(0), DRIVER_CONSOLE, 1, 0, 0);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
    fake_uart_type(&port, "c");
    assert_given(app(0), HAVE_READ, ERR_NOMEM, 0, 0);
    assert_input(0, "");
}

TEST(test_a_buffer_that_has_shrunk_gets_what_fits) {
    start(1);
    allow_input(0, 10);
    begin_read(0, 5);
    fake_uart_type(&port, "ab");
    allow_input(0, 3);
    fake_uart_type(&port, "cde");
    assert_given(app(0), HAVE_READ, ERR_SIZE, 3, 0);
    assert_input(0, "abc");
}

TEST(test_a_buffer_that_was_swapped_gets_it_all) {
    start(1);
    allow_input(0, 10);
    begin_read(0, 5);
    fake_uart_type(&port, "ab");
    struct call c = allow_rw(app(0), DRIVER_CONSOLE, 1, ram_of(app(0)) + READ_AT + 50, 10);
    assert_int_equal(c.r[0], RETURN_SUCCESS_2U32);
    fake_uart_type(&port, "cde");
    assert_given(app(0), HAVE_READ, 0, 5, 0);
    assert_input(0, "");
    assert_memory_equal(bytes_at(ram_of(app(0)) + READ_AT + 50), "abcde", 5);
}

TEST(test_an_error_of_the_line_ends_the_read_without_bytes) {
    start(1);
    allow_input(0, 10);
    begin_read(0, 3);
    fake_uart_type(&port, "ab");
    uart_client_received(port.client, 'c', ERR_FAIL);
    assert_given(app(0), HAVE_READ, ERR_FAIL, 0, 0);
    assert_input(0, "");
}

TEST(test_a_read_of_nothing_ends_with_one_upcall) {
    start(2);
    allow_input(0, 10);
    begin_read(0, 0);
    assert_int_equal(queued(app(0)), 1);
    assert_given(app(0), HAVE_READ, 0, 0, 0);
    allow_input(1, 10);
    begin_read(1, 1); /* it is over */
}

TEST(test_a_process_that_dies_while_it_reads_makes_room) {
    start(2);
    allow_input(0, 10);
    allow_input(1, 10);
    begin_read(0, 3);
    fake_uart_type(&port, "ab");
    process_terminate(app(0), COMPLETION_CODE, 0);
    begin_read(1, 2);
    fake_uart_type(&port, "xy");
    assert_given(app(1), HAVE_READ, 0, 2, 0);
    assert_input(1, "xy");
    assert_input(0, "");
}

TEST(test_what_comes_after_the_reader_has_died_goes_nowhere) {
    start(1);
    allow_input(0, 10);
    begin_read(0, 3);
    restart(app(0));
    fake_uart_type(&port, "abc");
    assert_quiet(0);
}

TEST(test_reading_and_writing_at_once_work) {
    start(1);
    allow_input(0, 10);
    begin_read(0, 2);
    write_text(0, LONG_TEXT);
    fake_uart_type(&port, "ab");
    fake_uart_drain(&port);
    assert_int_equal(queued(app(0)), 2);
    assert_given(app(0), HAVE_READ, 0, 2, 0);
    assert_given(app(0), WRITTEN, sizeof LONG_TEXT - 1, 0, 0);
}
