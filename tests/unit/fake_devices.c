/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/unit/fake_devices.h"

#include "tests/unit/unit.h"

/* ---- Alarm ---- */

static uint32_t now(struct fake_alarm *f) {
    uint32_t read = f->now;
    f->now += f->step;
    return read;
}

static uint32_t frequency(struct fake_alarm *f) {
    (void)f;
    return FAKE_ALARM_HZ;
}

static void set_alarm(struct fake_alarm *f, uint32_t reference, uint32_t dt) {
    f->armed = true;
    f->reference = reference;
    f->dt = dt;
    f->sets++;
}

static void disarm(struct fake_alarm *f) {
    f->armed = false;
}

const struct alarm_ops fake_alarm_ops =
    ALARM_OPS(struct fake_alarm, now, frequency, set_alarm, disarm);

void fake_alarm_pass(struct fake_alarm *f, uint64_t ticks) {
    unsigned at_once = 0;
    for (;;) {
        uint32_t elapsed = f->now - f->reference;
        uint64_t called = (uint64_t)f->dt + f->latency;
        uint64_t rest = elapsed < called ? called - elapsed : 0;
        if (!f->armed || rest > ticks) {
            f->now += (uint32_t)ticks;
            return;
        }
        at_once = rest == 0 ? at_once + 1 : 0;
        assert_in_range(at_once, 0, 100);
        f->now += (uint32_t)rest;
        ticks -= rest;
        f->armed = false;
        f->fired++;
        alarm_client_fired(f->client, f->now);
    }
}

/* ---- Serial port ---- */

static enum errorcode transmit(struct fake_uart *f, struct buffer *buffer) {
    if (f->buffer != NULL || f->deaf) {
        return ERR_BUSY;
    }
    assert_true((uint64_t)buffer->first + buffer->length <= buffer->capacity);
    f->buffer = buffer;
    f->buffers++;
    return OK;
}

static void receive(struct fake_uart *f, bool on) {
    f->receiving = on;
}

const struct uart_ops fake_uart_ops = UART_OPS(struct fake_uart, transmit, receive);

bool fake_uart_is_busy(const struct fake_uart *f) {
    return f->buffer != NULL;
}

static void give_back(struct fake_uart *f, uint32_t count, enum errorcode status) {
    struct buffer *b = f->buffer;
    assert_non_null(b);
    for (uint32_t i = 0; i < count && i < b->length; i++) {
        assert_true(f->sent_length + 1 < sizeof f->sent);
        f->sent[f->sent_length++] = (char)buffer_get(b, i);
    }
    buffer_advance(b, count);
    f->buffer = NULL;
    assert_false(f->in_client);
    f->in_client = true;
    uart_client_transmitted(f->client, b, status);
    f->in_client = false;
}

void fake_uart_complete(struct fake_uart *f) {
    give_back(f, UINT32_MAX, OK);
}

void fake_uart_fail(struct fake_uart *f, uint32_t count) {
    give_back(f, count, ERR_FAIL);
}

void fake_uart_drain(struct fake_uart *f) {
    for (unsigned i = 0; f->buffer != NULL; i++) {
        assert_in_range(i, 0, 1000);
        fake_uart_complete(f);
    }
}

void fake_uart_type(struct fake_uart *f, const char *text) {
    for (; *text != 0; text++) {
        if (f->receiving) {
            uart_client_received(f->client, (uint8_t)*text, OK);
        }
    }
}

void fake_uart_forget(struct fake_uart *f) {
    memset(f->sent, 0, f->sent_length);
    f->sent_length = 0;
}

/* ---- Pin ---- */

static void make_output(struct fake_pin *f) {
    f->mode = FAKE_PIN_OUTPUT;
}

static void make_input(struct fake_pin *f, enum gpio_pull pull) {
    f->mode = FAKE_PIN_INPUT;
    f->pull = pull;
}

static void deactivate(struct fake_pin *f) {
    f->mode = FAKE_PIN_OFF;
}

static void set_level(struct fake_pin *f, bool level) {
    f->level = level;
}

static bool read_level(struct fake_pin *f) {
    return f->level;
}

static void interrupt_on(struct fake_pin *f, enum gpio_edge edge) {
    f->interrupt = true;
    f->edge = edge;
}

static void interrupt_off(struct fake_pin *f) {
    f->interrupt = false;
}

const struct gpio_pin_ops fake_pin_ops =
    GPIO_PIN_OPS(struct fake_pin, make_output, make_input, deactivate, set_level, read_level,
                 interrupt_on, interrupt_off);

/* ---- Source of random bytes ---- */

static enum errorcode fetch(struct fake_entropy *f, struct buffer *buffer) {
    if (f->refusal != OK) {
        return f->refusal;
    }
    if (f->buffer != NULL) {
        return ERR_BUSY;
    }
    assert_true(buffer->length > 0);
    assert_true((uint64_t)buffer->first + buffer->length <= buffer->capacity);
    f->buffer = buffer;
    f->fetches++;
    return OK;
}

const struct entropy_ops fake_entropy_ops = ENTROPY_OPS(struct fake_entropy, fetch);

static void give_bytes(struct fake_entropy *f, enum errorcode status) {
    struct buffer *b = f->buffer;
    f->buffer = NULL;
    assert_false(f->in_client);
    f->in_client = true;
    entropy_client_fetched(f->client, b, status);
    f->in_client = false;
}

void fake_entropy_give(struct fake_entropy *f, uint32_t count) {
    struct buffer *b = f->buffer;
    assert_non_null(b);
    uint32_t wanted = b->length;
    buffer_window(b, b->first, 0);
    for (uint32_t i = 0; i < count && i < wanted; i++) {
        buffer_put(b, (uint8_t)(1 + f->given++ % 255));
    }
    give_bytes(f, OK);
}

void fake_entropy_fail(struct fake_entropy *f) {
    assert_non_null(f->buffer);
    memset(f->buffer->bytes + f->buffer->first, 0xEE, f->buffer->length);
    give_bytes(f, ERR_FAIL);
}

/* ---- Flash ---- */

static enum errorcode begin_flash(struct fake_flash *f, enum fake_flash_state state,
                                  uint32_t offset, struct buffer *buffer) {
    if (f->state != FAKE_FLASH_RESTS) {
        return ERR_BUSY;
    }
    f->state = state;
    f->offset = offset;
    f->buffer = buffer;
    return OK;
}

static enum errorcode read_flash(struct fake_flash *f, uint32_t offset, struct buffer *buffer) {
    assert_true((uint64_t)offset + buffer->length <= FAKE_FLASH_BYTES);
    return begin_flash(f, FAKE_FLASH_READS, offset, buffer);
}

static enum errorcode write_flash(struct fake_flash *f, uint32_t offset, struct buffer *buffer) {
    assert_true((uint64_t)offset + buffer->length <= FAKE_FLASH_BYTES);
    assert_int_equal(offset % FAKE_FLASH_WORD, 0);
    assert_int_equal(buffer->length % FAKE_FLASH_WORD, 0);
    return begin_flash(f, FAKE_FLASH_WRITES, offset, buffer);
}

static enum errorcode erase_flash(struct fake_flash *f, uint32_t offset) {
    assert_true((uint64_t)offset + FAKE_FLASH_PAGE <= FAKE_FLASH_BYTES);
    assert_int_equal(offset % FAKE_FLASH_PAGE, 0);
    return begin_flash(f, FAKE_FLASH_ERASES, offset, NULL);
}

const struct flash_ops fake_flash_ops =
    FLASH_OPS(struct fake_flash, read_flash, write_flash, erase_flash);

static void work_flash(struct fake_flash *f, uint32_t words) {
    uint32_t length = f->buffer == NULL ? FAKE_FLASH_PAGE : f->buffer->length;
    for (uint32_t i = 0; i < length && i / FAKE_FLASH_WORD < words; i++) {
        uint8_t *byte = &f->bytes[f->offset + i];
        if (f->state == FAKE_FLASH_READS) {
            f->buffer->bytes[f->buffer->first + i] = *byte;
        } else if (f->state == FAKE_FLASH_WRITES) {
            *byte &= buffer_get(f->buffer, i);
        } else {
            *byte = 0xFF;
        }
    }
}

static void end_flash(struct fake_flash *f, enum errorcode status) {
    enum fake_flash_state state = f->state;
    f->state = FAKE_FLASH_RESTS;
    assert_false(f->in_client);
    f->in_client = true;
    if (state == FAKE_FLASH_READS) {
        flash_client_read(f->client, f->buffer, status);
    } else if (state == FAKE_FLASH_WRITES) {
        flash_client_written(f->client, f->buffer, status);
    } else {
        flash_client_erased(f->client, status);
    }
    f->in_client = false;
}

void fake_flash_complete(struct fake_flash *f) {
    assert_int_not_equal(f->state, FAKE_FLASH_RESTS);
    work_flash(f, UINT32_MAX);
    end_flash(f, OK);
}

void fake_flash_fail(struct fake_flash *f, uint32_t words) {
    assert_int_not_equal(f->state, FAKE_FLASH_RESTS);
    work_flash(f, words);
    end_flash(f, ERR_FAIL);
}
