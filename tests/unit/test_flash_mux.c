/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Windows on one flash (capsules/virtual/flash_mux.c), one of which shows only a part of each page. */
#include "capsules/virtual/flash_mux.h"

#include "kernel/deferred_call.h"
#include "tests/unit/fake_devices.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

static struct fake_flash device;
static const struct flash device_hil = FAKE_FLASH(&device);
static struct flash_mux mux = FLASH_MUX(&mux, &device_hil);
static const struct flash_client mux_client =
    FLASH_CLIENT(struct flash_mux, flash_mux_read, flash_mux_written, flash_mux_erased, &mux);

enum {
    WHOLE, /* pages 0 and 1 */
    PART,  /* the first half of pages 3 to 5 */
    COUNT
};
#define PART_BYTES (FAKE_FLASH_PAGE / 2)
#define PART_PAGE 3u

struct user {
    unsigned told;
    enum errorcode status;
    struct buffer *buffer;
    void (*next)(void);
};
static struct user users[COUNT];

static void note(struct user *u, struct buffer *buffer, enum errorcode status) {
    u->told++;
    u->status = status;
    u->buffer = buffer;
    if (u->next != NULL) {
        u->next();
    }
}
static void on_erased(struct user *u, enum errorcode status) {
    note(u, NULL, status);
}
static const struct flash_client clients[COUNT] = {
    FLASH_CLIENT(struct user, note, note, on_erased, &users[WHOLE]),
    FLASH_CLIENT(struct user, note, note, on_erased, &users[PART]),
};
static struct flash_window windows[COUNT] = {
    FLASH_WINDOW_OBJECT(&mux, &clients[WHOLE], 0, FAKE_FLASH_PAGE),
    FLASH_WINDOW_OBJECT(&mux, &clients[PART], PART_PAGE, PART_BYTES),
};
static const struct flash whole = FLASH_WINDOW(&windows[WHOLE], 2, FAKE_FLASH_PAGE, 4);
static const struct flash part = FLASH_WINDOW(&windows[PART], 3, PART_BYTES, 4);

#define ROOM 64u
BUFFER(first, ROOM);
BUFFER(second, ROOM);

static void start(void) {
    device.client = &mux_client;
    memset(device.bytes, 0xFF, sizeof device.bytes);
    flash_window_add(&windows[WHOLE]);
    flash_window_add(&windows[PART]);
}

static void settle(void) {
    for (unsigned i = 0; device.state != FAKE_FLASH_RESTS; i++) {
        assert_in_range(i, 0, 100);
        fake_flash_complete(&device);
        deferred_call_run();
    }
}

static void assert_told(unsigned user, unsigned times, enum errorcode status) {
    assert_int_equal(users[user].told, times);
    assert_int_equal(users[user].status, status);
}

static enum errorcode put(const struct flash *f, uint32_t offset, struct buffer *b,
                          const char *text) {
    buffer_window(b, 0, (uint32_t)strlen(text));
    memcpy(b->bytes, text, strlen(text));
    return flash_write(f, offset, b);
}

TEST(test_each_window_is_a_flash_of_its_own_size) {
    assert_int_equal(whole.bytes, 2 * FAKE_FLASH_PAGE);
    assert_int_equal(part.bytes, 3 * PART_BYTES);
    assert_int_equal(part.page_bytes, PART_BYTES);
}

TEST(test_what_is_written_lies_in_the_window_and_nowhere_else) {
    start();
    enum errorcode error = put(&whole, FAKE_FLASH_PAGE + 4, &first, "whole...");
    assert_int_equal(error, OK);
    settle();
    assert_told(WHOLE, 1, OK);
    assert_ptr_equal(users[WHOLE].buffer, &first);
    error = put(&part, 2 * PART_BYTES + 8, &second, "part");
    assert_int_equal(error, OK);
    settle();
    assert_told(PART, 1, OK);
    uint8_t expected[FAKE_FLASH_BYTES];
    memset(expected, 0xFF, sizeof expected);
    memcpy(expected + FAKE_FLASH_PAGE + 4, "whole...", 8);
    memcpy(expected + (PART_PAGE + 2) * FAKE_FLASH_PAGE + 8, "part", 4);
    assert_memory_equal(device.bytes, expected, sizeof expected);
}

TEST(test_what_is_read_comes_from_the_window) {
    start();
    for (uint32_t i = 0; i < FAKE_FLASH_BYTES; i++) {
        device.bytes[i] = (uint8_t)(i / 8);
    }
    buffer_window(&first, 0, 4);
    enum errorcode error = flash_read(&part, PART_BYTES + 3, &first);
    assert_int_equal(error, OK);
    settle();
    assert_told(PART, 1, OK);
    assert_memory_equal(first_bytes, device.bytes + (PART_PAGE + 1) * FAKE_FLASH_PAGE + 3, 4);
}

TEST(test_to_erase_a_page_of_a_window_erases_that_of_the_flash) {
    start();
    memset(device.bytes, 0, sizeof device.bytes);
    enum errorcode error = flash_erase(&part, 2 * PART_BYTES);
    assert_int_equal(error, OK);
    settle();
    assert_told(PART, 1, OK);
    for (uint32_t i = 0; i < FAKE_FLASH_BYTES; i++) {
        assert_int_equal(device.bytes[i], i / FAKE_FLASH_PAGE == PART_PAGE + 2 ? 0xFF : 0);
    }
}

TEST(test_nothing_outside_of_a_window_can_be_reached) {
    start();
    const uint32_t ends[] = {part.bytes, part.bytes - 4, UINT32_MAX - 3, 0x80000000u};
    for (unsigned i = 0; i < COUNT_OF(ends); i++) {
        enum errorcode error = put(&part, ends[i], &first, "12345678");
        assert_int_equal(error, ERR_SIZE);
    }
    enum errorcode error = flash_erase(&part, part.bytes);
    assert_int_equal(error, ERR_SIZE);
    assert_int_equal(device.state, FAKE_FLASH_RESTS);
}

TEST(test_a_buffer_that_grew_while_it_waited_reaches_nothing_outside_either) {
    start();
    enum errorcode error = put(&part, 0, &first, "busy");
    assert_int_equal(error, OK);
    error = put(&whole, 2 * FAKE_FLASH_PAGE - 4, &second, "last");
    assert_int_equal(error, OK); /* waits */
    buffer_window(&second, 0, 8);
    settle();
    assert_told(WHOLE, 1, ERR_FAIL);
    for (uint32_t i = 2 * FAKE_FLASH_PAGE - 4; i < 3 * FAKE_FLASH_PAGE; i++) {
        assert_int_equal(device.bytes[i], 0xFF);
    }
    error = put(&whole, 2 * FAKE_FLASH_PAGE - 4, &second, "last");
    assert_int_equal(error, OK);
    settle();
    assert_told(WHOLE, 2, OK);
}

TEST(test_only_whole_pages_lie_side_by_side) {
    start();
    enum errorcode error = put(&part, PART_BYTES - 4, &first, "12345678");
    assert_int_equal(error, ERR_SIZE);
    buffer_window(&first, 0, 8);
    error = flash_read(&part, PART_BYTES - 4, &first);
    assert_int_equal(error, ERR_SIZE);
    error = put(&whole, FAKE_FLASH_PAGE - 4, &first, "12345678");
    assert_int_equal(error, OK);
    settle();
    assert_memory_equal(device.bytes + FAKE_FLASH_PAGE - 4, "12345678", 8);
}

TEST(test_a_window_does_one_thing_at_a_time_and_others_wait) {
    start();
    enum errorcode error = put(&whole, 0, &first, "abcd");
    assert_int_equal(error, OK);
    error = put(&whole, 4, &first, "efgh");
    assert_int_equal(error, ERR_BUSY);
    error = put(&part, 0, &second, "ijkl");
    assert_int_equal(error, OK);
    assert_told(PART, 0, OK);
    fake_flash_complete(&device);
    assert_told(WHOLE, 1, OK);
    assert_told(PART, 0, OK);
    settle();
    assert_told(PART, 1, OK);
    assert_memory_equal(device.bytes + PART_PAGE * FAKE_FLASH_PAGE, "ijkl", 4);
}

static void erase_again(void) {
    if (users[WHOLE].told < 5) {
        enum errorcode error = flash_erase(&whole, 0);
        assert_int_equal(error, OK);
    }
}

TEST(test_one_that_begins_again_at_once_waits_its_turn) {
    start();
    users[WHOLE].next = erase_again;
    enum errorcode error = flash_erase(&whole, 0);
    assert_int_equal(error, OK);
    error = put(&part, 0, &second, "mine");
    assert_int_equal(error, OK);
    fake_flash_complete(&device);
    fake_flash_complete(&device);
    assert_told(PART, 1, OK);
    settle();
    assert_told(WHOLE, 5, OK);
}

TEST(test_a_failure_is_told_to_who_had_asked) {
    start();
    enum errorcode error = put(&whole, 0, &first, "abcdefgh");
    assert_int_equal(error, OK);
    fake_flash_fail(&device, 1);
    assert_told(WHOLE, 1, ERR_FAIL);
    assert_told(PART, 0, OK);
    error = put(&part, 0, &second, "abcd");
    assert_int_equal(error, OK);
    settle();
    assert_told(PART, 1, OK);
}

/* Both at once, anything anywhere: each finds what it wrote. */
TEST(test_any_two_users_do_not_notice_each_other) {
    start();
    struct random r = random_from(3);
    const struct flash *flashes[COUNT] = {&whole, &part};
    struct buffer *buffers[COUNT] = {&first, &second};
    uint8_t model[COUNT][2 * FAKE_FLASH_PAGE];
    memset(model, 0xFF, sizeof model);
    bool reads[COUNT] = {false};
    uint32_t at[COUNT] = {0};
    for (unsigned step = 0; step < 4000; step++) {
        UNIT_CONTEXT("step %u", step);
        for (unsigned u = 0; u < COUNT; u++) {
            if (windows[u].state != FLASH_WINDOW_RESTS) {
                continue;
            }
            const struct flash *f = flashes[u];
            if (reads[u]) {
                assert_memory_equal(buffers[u]->bytes, model[u] + at[u], 8);
            }
            at[u] = random_below(&r, f->bytes / 8) * 8;
            reads[u] = random_one_in(&r, 2);
            buffer_window(buffers[u], 0, 8);
            enum errorcode error = OK;
            if (reads[u]) {
                error = flash_read(f, at[u], buffers[u]);
            } else if (random_one_in(&r, 10)) {
                uint32_t page = at[u] / f->page_bytes * f->page_bytes;
                memset(model[u] + page, 0xFF, f->page_bytes);
                error = flash_erase(f, page);
            } else {
                for (unsigned i = 0; i < 8; i++) {
                    buffers[u]->bytes[i] = (uint8_t)random_word(&r);
                    model[u][at[u] + i] &= buffers[u]->bytes[i];
                }
                error = flash_write(f, at[u], buffers[u]);
            }
            assert_int_equal(error, OK);
        }
        if (device.state != FAKE_FLASH_RESTS) {
            fake_flash_complete(&device);
        }
    }
    assert_true(users[WHOLE].told > 1500 && users[PART].told > 1500);
}
