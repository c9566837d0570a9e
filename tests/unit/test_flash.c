/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Flash (hil/flash.h): what is refused before a device hears of it, and that RAM as flash
 * (chips/memory_flash) and the fake one of these tests keep the same contract. */
#include "hil/flash.h"

#include "chips/memory_flash/memory_flash.h"
#include "kernel/deferred_call.h"
#include "tests/unit/fake_devices.h"
#include "tests/unit/random.h"
#include "tests/unit/unit.h"

/* ---- The client ---- */

enum told {
    NOTHING,
    READ,
    WRITTEN,
    ERASED,
};

struct client {
    unsigned calls;
    enum told told;
    struct buffer *buffer;
    enum errorcode status;
    void (*next)(void); /* called from inside the callback */
};
static struct client client;

static void note(struct client *self, enum told told, struct buffer *buffer,
                 enum errorcode status) {
    self->calls++;
    self->told = told;
    self->buffer = buffer;
    self->status = status;
    if (self->next != NULL) {
        self->next();
    }
}

static void on_read(struct client *self, struct buffer *buffer, enum errorcode status) {
    note(self, READ, buffer, status);
}
static void on_written(struct client *self, struct buffer *buffer, enum errorcode status) {
    note(self, WRITTEN, buffer, status);
}
static void on_erased(struct client *self, enum errorcode status) {
    note(self, ERASED, NULL, status);
}
static const struct flash_client client_hil =
    FLASH_CLIENT(struct client, on_read, on_written, on_erased, &client);

/* ---- Two devices ---- */

#define PAGES 3u
#define GUARD_WORDS 64u
#define JUNK 0xA5A5A5A5u
#define MEMORY_WORDS (PAGES * MEMORY_FLASH_PAGE_BYTES / 4)

/* The memory has neighbours. */
static uint32_t words[GUARD_WORDS + MEMORY_WORDS + GUARD_WORDS];
static struct memory_flash memory = MEMORY_FLASH_OBJECT(&memory, &words[GUARD_WORDS], &client_hil);
static const struct flash memory_hil = MEMORY_FLASH(&memory, PAGES);
static void complete_memory(void) {
    deferred_call_run();
}

static struct fake_flash fake = {.client = &client_hil};
static const struct flash fake_hil = FAKE_FLASH(&fake);
static void complete_fake(void) {
    if (fake.state != FAKE_FLASH_RESTS) {
        fake_flash_complete(&fake);
    }
}

static const struct device {
    const char *name;
    const struct flash *flash;
    const void *bytes;
    void (*complete)(void);
} devices[] = {
    {"memory", &memory_hil, &words[GUARD_WORDS], complete_memory},
    {"fake", &fake_hil, fake.bytes, complete_fake},
};

/* Runs the block for each device. */
#define EACH_DEVICE(d) \
    for (const struct device *d = devices; d < devices + COUNT_OF(devices) && begin_device(d); d++)
static bool begin_device(const struct device *d) {
    UNIT_CONTEXT("device %s", d->name);
    client = (struct client){0};
    return true;
}

#define ROOM 256u
BUFFER(buffer, ROOM);

static void assert_told(const struct device *d, enum told told, enum errorcode status) {
    unsigned calls = client.calls;
    d->complete();
    assert_int_equal(client.calls, calls + 1);
    assert_int_equal(client.told, told);
    assert_int_equal(client.status, status);
    assert_ptr_equal(client.buffer, told == ERASED ? NULL : &buffer);
}

static void erase(const struct device *d, uint32_t offset) {
    enum errorcode error = flash_erase(d->flash, offset);
    assert_int_equal(error, OK);
    assert_told(d, ERASED, OK);
}

static void erase_all(const struct device *d) {
    for (uint32_t at = 0; at < d->flash->bytes; at += d->flash->page_bytes) {
        erase(d, at);
    }
}

static void put(const struct device *d, uint32_t offset, const void *bytes, uint32_t length) {
    memcpy(buffer_bytes, bytes, length);
    buffer_window(&buffer, 0, length);
    enum errorcode error = flash_write(d->flash, offset, &buffer);
    assert_int_equal(error, OK);
    assert_told(d, WRITTEN, OK);
}

static void assert_holds(const struct device *d, uint32_t offset, const void *bytes,
                         uint32_t length) {
    memset(buffer_bytes, 0x5A, ROOM);
    buffer_window(&buffer, 0, length);
    enum errorcode error = flash_read(d->flash, offset, &buffer);
    assert_int_equal(error, OK);
    assert_told(d, READ, OK);
    assert_int_equal(buffer.first, 0);
    assert_int_equal(buffer.length, length);
    assert_memory_equal(buffer_bytes, bytes, length);
    assert_memory_equal((const uint8_t *)d->bytes + offset, bytes, length);
}

/* ---- What a device is ---- */

TEST(test_a_device_tells_its_size_and_that_of_its_pages_and_words) {
    assert_int_equal(memory_hil.bytes, PAGES * 4096);
    assert_int_equal(memory_hil.page_bytes, 4096);
    assert_int_equal(memory_hil.word_bytes, 4);
}

TEST(test_an_erased_page_is_all_ones_and_its_neighbours_are_as_they_were) {
    EACH_DEVICE(d) {
        static const uint8_t zeroes[ROOM];
        uint32_t page = d->flash->page_bytes;
        erase_all(d);
        for (uint32_t at = 0; at < 3 * page; at += 64) {
            put(d, at, zeroes, 64);
        }
        erase(d, page);
        for (uint32_t i = 0; i < 3 * page; i++) {
            assert_int_equal(((const uint8_t *)d->bytes)[i], i / page == 1 ? 0xFF : 0);
        }
    }
}

TEST(test_what_was_written_is_read) {
    EACH_DEVICE(d) {
        erase_all(d);
        put(d, 8, "twelve bytes", 12);
        assert_holds(d, 8, "twelve bytes", 12);
        assert_holds(d, 11, "lve", 3); /* reading knows no words */
        assert_holds(d, 7, "\xFFt", 2);
        assert_holds(d, 19, "s\xFF", 2);
    }
}

TEST(test_writing_clears_bits_and_sets_none) {
    EACH_DEVICE(d) {
        erase_all(d);
        put(d, 0, "\xF0\xF0\xF0\xF0\xFF\x00\x81\x01", 8);
        put(d, 0, "\xFF\x3C\x0F\x00\xFF\xFF\x18\x01", 8);
        assert_holds(d, 0, "\xF0\x30\x00\x00\xFF\x00\x00\x01", 8);
    }
}

TEST(test_a_write_may_pass_from_page_to_page) {
    EACH_DEVICE(d) {
        erase_all(d);
        put(d, d->flash->page_bytes - 4, "one page, two pages.", 20);
        assert_holds(d, d->flash->page_bytes - 4, "one page, two pages.", 20);
    }
}

TEST(test_the_last_word_and_the_last_page_are_part_of_it) {
    EACH_DEVICE(d) {
        erase(d, d->flash->bytes - d->flash->page_bytes);
        put(d, d->flash->bytes - 4, "last", 4);
        assert_holds(d, d->flash->bytes - 4, "last", 4);
        assert_holds(d, d->flash->bytes - 1, "t", 1);
    }
}

TEST(test_the_window_of_the_buffer_may_be_anywhere_in_it) {
    EACH_DEVICE(d) {
        erase_all(d);
        memcpy(buffer_bytes, "....window....", 14);
        buffer_window(&buffer, 3, 8);
        enum errorcode error = flash_write(d->flash, 16, &buffer);
        assert_int_equal(error, OK);
        assert_told(d, WRITTEN, OK);
        assert_int_equal(buffer.first, 3);
        assert_int_equal(buffer.length, 8);
        assert_holds(d, 16, ".window.", 8);
        memset(buffer_bytes, '-', ROOM);
        buffer_window(&buffer, 5, 6);
        error = flash_read(d->flash, 17, &buffer);
        assert_int_equal(error, OK);
        assert_told(d, READ, OK);
        assert_int_equal(buffer.first, 5);
        assert_int_equal(buffer.length, 6);
        assert_memory_equal(buffer_bytes, "-----window------", 17);
    }
}

/* Windows that grow, shrink or move once the device has them: what is about was settled before. */
TEST(test_the_window_that_counts_is_that_of_the_call) {
    uint32_t last = memory_hil.bytes - 4;
    const struct device *d = &devices[0];
    erase_all(d);
    memcpy(buffer_bytes, "lastmore", 8);
    buffer_window(&buffer, 0, 4);
    assert_int_equal(flash_write(&memory_hil, last, &buffer), OK);
    buffer_window(&buffer, 0, 7); /* beyond the end, and no whole words */
    complete_memory();
    assert_memory_equal(&words[GUARD_WORDS + last / 4], "last", 4);
    for (uint32_t i = 0; i < GUARD_WORDS; i++) {
        assert_int_equal(words[GUARD_WORDS + MEMORY_WORDS + i], 0);
    }
    memset(buffer_bytes, '-', ROOM);
    buffer_window(&buffer, 2, 4);
    assert_int_equal(flash_read(&memory_hil, last, &buffer), OK);
    buffer_window(&buffer, ROOM - 1, 1);
    complete_memory();
    assert_memory_equal(buffer_bytes, "--last--", 8);
    assert_int_equal(buffer_bytes[ROOM - 1], '-');
}

/* ---- Two phases ---- */

static const struct device *again;
static void begin_another(void) {
    client.next = NULL;
    enum errorcode error = flash_erase(again->flash, 0);
    assert_int_equal(error, OK);
}

TEST(test_the_client_is_not_called_from_inside_a_call) {
    EACH_DEVICE(d) {
        buffer_window(&buffer, 0, 4);
        enum errorcode error = flash_read(d->flash, 0, &buffer);
        assert_int_equal(error, OK);
        assert_int_equal(client.calls, 0);
        assert_told(d, READ, OK);
        d->complete();
        assert_int_equal(client.calls, 1);
    }
}

TEST(test_one_operation_is_under_way_at_a_time) {
    EACH_DEVICE(d) {
        erase_all(d);
        client = (struct client){0};
        enum errorcode error = flash_erase(d->flash, 0);
        assert_int_equal(error, OK);
        buffer_window(&buffer, 0, 4);
        error = flash_erase(d->flash, d->flash->page_bytes);
        assert_int_equal(error, ERR_BUSY);
        error = flash_read(d->flash, 0, &buffer);
        assert_int_equal(error, ERR_BUSY);
        error = flash_write(d->flash, 0, &buffer);
        assert_int_equal(error, ERR_BUSY);
        assert_told(d, ERASED, OK);
        error = flash_write(d->flash, 0, &buffer);
        assert_int_equal(error, OK);
        error = flash_erase(d->flash, 0);
        assert_int_equal(error, ERR_BUSY);
        assert_told(d, WRITTEN, OK);
        d->complete();
        assert_int_equal(client.calls, 2);
    }
}

TEST(test_the_client_may_begin_the_next_operation) {
    EACH_DEVICE(d) {
        again = d;
        client.next = begin_another;
        enum errorcode error = flash_erase(d->flash, 0);
        assert_int_equal(error, OK);
        assert_told(d, ERASED, OK);
        assert_told(d, ERASED, OK);
    }
}

/* ---- What is refused ---- */

/* Nothing is under way after the errors, and nobody is told of them. */
static void assert_refused(const struct device *d, enum errorcode error, enum errorcode expected) {
    assert_int_equal(error, expected);
    d->complete();
    assert_int_equal(client.calls, 0);
}

TEST(test_nothing_is_no_operation) {
    EACH_DEVICE(d) {
        assert_refused(d, flash_read(d->flash, 0, NULL), ERR_INVAL);
        assert_refused(d, flash_write(d->flash, 0, NULL), ERR_INVAL);
        buffer_clear(&buffer);
        assert_refused(d, flash_read(d->flash, 0, &buffer), ERR_INVAL);
        assert_refused(d, flash_write(d->flash, 0, &buffer), ERR_INVAL);
    }
}

TEST(test_what_is_not_aligned_is_refused) {
    EACH_DEVICE(d) {
        for (uint32_t i = 1; i < 4; i++) {
            buffer_window(&buffer, 0, 8);
            assert_refused(d, flash_write(d->flash, i, &buffer), ERR_INVAL);
            buffer_window(&buffer, 0, 4 + i);
            assert_refused(d, flash_write(d->flash, 0, &buffer), ERR_INVAL);
        }
        assert_refused(d, flash_erase(d->flash, 4), ERR_INVAL);
        assert_refused(d, flash_erase(d->flash, d->flash->page_bytes - 1), ERR_INVAL);
        assert_refused(d, flash_erase(d->flash, d->flash->page_bytes / 2), ERR_INVAL);
    }
}

TEST(test_what_is_outside_is_refused) {
    EACH_DEVICE(d) {
        uint32_t end = d->flash->bytes;
        buffer_window(&buffer, 0, 8);
        const uint32_t offsets[] = {end - 4,        end,           end + 4, 0x80000000u,
                                    UINT32_MAX - 7, UINT32_MAX - 3};
        for (uint32_t i = 0; i < COUNT_OF(offsets); i++) {
            assert_refused(d, flash_write(d->flash, offsets[i], &buffer), ERR_SIZE);
            assert_refused(d, flash_read(d->flash, offsets[i], &buffer), ERR_SIZE);
        }
        assert_refused(d, flash_read(d->flash, end - 7, &buffer), ERR_SIZE);
        assert_refused(d, flash_read(d->flash, UINT32_MAX, &buffer), ERR_SIZE);
        assert_refused(d, flash_erase(d->flash, end), ERR_SIZE);
        assert_refused(d, flash_erase(d->flash, 0u - d->flash->page_bytes), ERR_SIZE);
    }
}

TEST(test_a_buffer_longer_than_the_device_is_refused) {
    static uint8_t bytes[FAKE_FLASH_BYTES + 4];
    static struct buffer large = {.bytes = bytes, .capacity = sizeof bytes};
    buffer_window(&large, 0, sizeof bytes);
    assert_refused(&devices[1], flash_write(&fake_hil, 0, &large), ERR_SIZE);
    assert_refused(&devices[1], flash_read(&fake_hil, 0, &large), ERR_SIZE);
}

TEST(test_a_buffer_that_is_none_is_never_given_to_a_client) {
    flash_client_read(&client_hil, NULL, OK);
    flash_client_written(&client_hil, NULL, OK);
    assert_int_equal(client.calls, 0);
}

/* ---- Failures ---- */

TEST(test_a_write_that_fails_has_reached_a_part_of_the_words) {
    const struct device *d = &devices[1];
    erase_all(d);
    memcpy(buffer_bytes, "aaaabbbbcccc", 12);
    buffer_window(&buffer, 0, 12);
    enum errorcode error = flash_write(d->flash, 0, &buffer);
    assert_int_equal(error, OK);
    fake_flash_fail(&fake, 2);
    assert_int_equal(client.told, WRITTEN);
    assert_int_equal(client.status, ERR_FAIL);
    assert_ptr_equal(client.buffer, &buffer);
    assert_int_equal(buffer.length, 12);
    assert_holds(d, 0, "aaaabbbb\xFF\xFF\xFF\xFF", 12);
}

TEST(test_an_erasure_that_fails_has_reached_a_part_of_the_page) {
    const struct device *d = &devices[1];
    enum errorcode error = flash_erase(d->flash, FAKE_FLASH_PAGE);
    assert_int_equal(error, OK);
    fake_flash_fail(&fake, 1);
    assert_int_equal(client.told, ERASED);
    assert_int_equal(client.status, ERR_FAIL);
    assert_holds(d, FAKE_FLASH_PAGE, "\xFF\xFF\xFF\xFF\0\0\0", 8);
    erase(d, FAKE_FLASH_PAGE);
}

TEST(test_a_read_that_fails_gives_the_buffer_back) {
    buffer_window(&buffer, 0, 8);
    enum errorcode error = flash_read(&fake_hil, 0, &buffer);
    assert_int_equal(error, OK);
    fake_flash_fail(&fake, 0);
    assert_int_equal(client.told, READ);
    assert_int_equal(client.status, ERR_FAIL);
    assert_int_equal(buffer.length, 8);
}

/* ---- Anything ---- */

/* Against the plainest of models, with neighbours on both sides that stay as they are. */
TEST(test_any_sequence_of_operations_does_what_flash_does) {
    static uint8_t model[PAGES * MEMORY_FLASH_PAGE_BYTES];
    EACH_DEVICE(d) {
        const struct flash *f = d->flash;
        struct random r = random_from(17);
        memset(words, 0xA5, sizeof words);
        memcpy(model, d->bytes, f->bytes);
        for (unsigned step = 0; step < 5000; step++) {
            UNIT_CONTEXT("device %s, step %u", d->name, step);
            uint32_t length = random_below(&r, 64);
            uint32_t offset = random_one_in(&r, 20) ? random_word(&r) : random_below(&r, f->bytes);
            if (!random_one_in(&r, 10)) {
                offset -= offset % 4;
                length -= length % 4;
            }
            bool inside = (uint64_t)offset + length <= f->bytes;
            bool aligned = offset % 4 == 0 && length % 4 == 0;
            for (uint32_t i = 0; i < length; i++) {
                buffer_bytes[i] = (uint8_t)random_word(&r);
            }
            buffer_window(&buffer, 0, length);
            if (random_one_in(&r, 2)) {
                enum errorcode expected = length == 0 || !aligned ? ERR_INVAL
                                          : inside                ? OK
                                                                  : ERR_SIZE;
                enum errorcode error = flash_write(f, offset, &buffer);
                assert_int_equal(error, expected);
                for (uint32_t i = 0; error == OK && i < length; i++) {
                    model[offset + i] &= buffer_bytes[i];
                }
            } else if (random_one_in(&r, 8)) {
                offset -= random_one_in(&r, 4) ? 0 : offset % f->page_bytes;
                enum errorcode expected = offset % f->page_bytes != 0 ? ERR_INVAL
                                          : offset < f->bytes         ? OK
                                                                      : ERR_SIZE;
                enum errorcode error = flash_erase(f, offset);
                assert_int_equal(error, expected);
                if (error == OK) {
                    memset(model + offset, 0xFF, f->page_bytes);
                }
            } else {
                enum errorcode error = flash_read(f, offset, &buffer);
                assert_int_equal(error, length == 0 ? ERR_INVAL : inside ? OK : ERR_SIZE);
                d->complete();
                if (error == OK) {
                    assert_memory_equal(buffer_bytes, model + offset, length);
                }
            }
            d->complete();
            assert_memory_equal(d->bytes, model, f->bytes);
        }
        for (uint32_t i = 0; i < GUARD_WORDS; i++) {
            assert_int_equal(words[i], JUNK);
            assert_int_equal(words[GUARD_WORDS + MEMORY_WORDS + i], JUNK);
        }
    }
}
