/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Devices for tests of capsules: a counter with an alarm, a serial port, a pin, a source of random
 * bytes, flash. They keep the contracts of hil/ and fail a test whose capsule breaks them. */
#ifndef TESTS_UNIT_FAKE_DEVICES_H
#define TESTS_UNIT_FAKE_DEVICES_H

#include "hil/alarm.h"
#include "hil/entropy.h"
#include "hil/flash.h"
#include "hil/gpio.h"
#include "hil/uart.h"

/* ---- Alarm ---- */

struct fake_alarm {
    const struct alarm_client *client;
    uint32_t now;
    bool armed;
    uint32_t reference;
    uint32_t dt;
    unsigned sets;
    uint32_t latency; /* ticks between when it is due and when its client is called */
    uint32_t step;    /* ticks that go by whenever the counter is read */
    unsigned fired;
};
extern const struct alarm_ops fake_alarm_ops;
#define FAKE_ALARM(object_) \
    { .ops = &fake_alarm_ops, .self = SELF(struct fake_alarm, object_) }
#define FAKE_ALARM_HZ 32768u

/* Lets time pass, calling the client whenever it is due. Fails the test if it is due a hundred
 * times without time passing. */
void fake_alarm_pass(struct fake_alarm *f, uint64_t ticks);

/* ---- Serial port ---- */

struct fake_uart {
    const struct uart_client *client;
    struct buffer *buffer; /* on the wire; NULL: none */
    bool receiving;
    bool deaf;       /* refuses every buffer */
    bool in_client;  /* the client is being called */
    char sent[8192]; /* a string */
    uint32_t sent_length;
    unsigned buffers; /* taken so far */
};
extern const struct uart_ops fake_uart_ops;
#define FAKE_UART(object_) \
    { .ops = &fake_uart_ops, .self = SELF(struct fake_uart, object_) }

bool fake_uart_is_busy(const struct fake_uart *f);

/* Sends the buffer that is on the wire, and gives it back. */
void fake_uart_complete(struct fake_uart *f);

/* Sends `count` bytes of it and gives it back as failed. */
void fake_uart_fail(struct fake_uart *f, uint32_t count);

/* Completes until nothing is on the wire. */
void fake_uart_drain(struct fake_uart *f);

/* Somebody types; bytes are lost while the port does not receive. */
void fake_uart_type(struct fake_uart *f, const char *text);

void fake_uart_forget(struct fake_uart *f);

/* ---- Pin ---- */

enum fake_pin_mode {
    FAKE_PIN_OFF,
    FAKE_PIN_INPUT,
    FAKE_PIN_OUTPUT
};

struct fake_pin {
    enum fake_pin_mode mode;
    enum gpio_pull pull;
    bool level;
    bool interrupt;
    enum gpio_edge edge;
};
extern const struct gpio_pin_ops fake_pin_ops;
#define FAKE_PIN(object_) \
    { .ops = &fake_pin_ops, .self = SELF(struct fake_pin, object_) }

/* ---- Source of random bytes ---- */

/* What it gives is 1, 2, 3 and so on; behind 255 comes 1 again, never 0. */
struct fake_entropy {
    const struct entropy_client *client;
    struct buffer *buffer;  /* being filled; NULL: none */
    enum errorcode refusal; /* of every buffer; OK: it takes them */
    bool in_client;
    uint32_t given;   /* bytes, so far */
    unsigned fetches; /* buffers taken so far */
};
extern const struct entropy_ops fake_entropy_ops;
#define FAKE_ENTROPY(object_) \
    { .ops = &fake_entropy_ops, .self = SELF(struct fake_entropy, object_) }

/* Fills the buffer with as many bytes as it has been asked for, but at most `count`, and gives it
 * back. */
void fake_entropy_give(struct fake_entropy *f, uint32_t count);

/* Gives it back as failed, with bytes that are not to be taken for random. */
void fake_entropy_fail(struct fake_entropy *f);

/* ---- Flash ---- */

#define FAKE_FLASH_PAGE 64u
#define FAKE_FLASH_PAGES 8u
#define FAKE_FLASH_BYTES (FAKE_FLASH_PAGES * FAKE_FLASH_PAGE)
#define FAKE_FLASH_WORD 4u

enum fake_flash_state {
    FAKE_FLASH_RESTS,
    FAKE_FLASH_READS,
    FAKE_FLASH_WRITES,
    FAKE_FLASH_ERASES
};

/* What it is about to do happens when the test says so. */
struct fake_flash {
    const struct flash_client *client;
    uint8_t bytes[FAKE_FLASH_BYTES]; /* zeroes: it is to be erased first */
    enum fake_flash_state state;
    uint32_t offset;
    struct buffer *buffer;
    bool in_client;
};
extern const struct flash_ops fake_flash_ops;
#define FAKE_FLASH(object_)                                                                      \
    {                                                                                            \
        .ops = &fake_flash_ops, .self = SELF(struct fake_flash, object_),                        \
        .bytes = FAKE_FLASH_BYTES, .page_bytes = FAKE_FLASH_PAGE, .word_bytes = FAKE_FLASH_WORD, \
    }

/* Does what it has been asked for, and tells the client. */
void fake_flash_complete(struct fake_flash *f);

/* Does it for the first `words` words only, and tells the client that it has failed. */
void fake_flash_fail(struct fake_flash *f, uint32_t words);

#endif
