/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Frames, requests and answers. See the header, and docs/install.md. */
#include "capsules/install/install_port.h"

#include "abi/tbf.h"
#include "capsules/install/crc32.h"

#define PROTOCOL_VERSION 1
#define ANSWER 0x80

enum {
    HELLO = 0x01,
    LIST = 0x02,
    PREPARE = 0x03,
    OFFER = 0x04,
    DATA = 0x05,
    FINISH = 0x06,
    ABORT = 0x07,
    REMOVE = 0x08,
    FLAGS = 0x09,
    READ = 0x0A,
};

/* Of a body: type and sequence, then the payload, then the check. */
#define HEAD_BYTES 2
#define CHECK_BYTES 4

/* ---- Bytes of a body ---- */

static uint32_t get16(const struct buffer *b, uint32_t at) {
    return buffer_get(b, at) | (uint32_t)buffer_get(b, at + 1) << 8;
}

static uint32_t get32(const struct buffer *b, uint32_t at) {
    return get16(b, at) | get16(b, at + 2) << 16;
}

static void put16(struct buffer *b, uint32_t value) {
    (void)buffer_put(b, (uint8_t)value);
    (void)buffer_put(b, (uint8_t)(value >> 8));
}

static void put32(struct buffer *b, uint32_t value) {
    put16(b, value);
    put16(b, value >> 16);
}

static uint32_t check_of(const struct buffer *b, uint32_t length) {
    uint32_t sum = CRC32_BEGIN;
    for (uint32_t i = 0; i < length && i < INSTALL_PORT_BODY_BYTES; i++) {
        sum = crc32_add(sum, buffer_get(b, i));
    }
    return ~sum;
}

/* ---- Answers ---- */

/* A block of COBS: its code, and so many bytes from `at` on. */
static void put_block(struct buffer *tx, const struct buffer *body, uint32_t at, uint32_t length) {
    (void)buffer_put(tx, (uint8_t)(length + 1));
    for (uint32_t i = 0; i < length && i < INSTALL_PORT_TX_BYTES; i++) {
        (void)buffer_put(tx, buffer_get(body, at + i));
    }
}

/* An answer is so short that no block is full. */
static void encode(struct buffer *tx, const struct buffer *body) {
    buffer_clear(tx);
    (void)buffer_put(tx, 0);
    uint32_t from = 0;
    for (uint32_t i = 0; i <= body->length && i < INSTALL_PORT_TX_BYTES; i++) {
        if (i == body->length || buffer_get(body, i) == 0) {
            put_block(tx, body, from, i - from);
            from = i + 1;
        }
    }
    (void)buffer_put(tx, 0);
}

static void send(struct install_port *self) {
    struct buffer *tx = self->tx;
    if (tx != NULL && uart_transmit(self->uart, tx) == OK) {
        self->tx = NULL;
    }
}

/* The answer is in the body, but for its check. */
static void answer(struct install_port *self) {
    struct buffer *tx = self->tx;
    self->is_waiting = tx == NULL;
    if (tx == NULL) {
        return;
    }
    put32(self->body, check_of(self->body, self->body->length));
    encode(tx, self->body);
    self->tx_length = tx->length;
    self->is_serving = false;
    self->has_answered = true;
    send(self);
}

static struct buffer *begin_answer(struct install_port *self, enum program_reason reason) {
    struct buffer *b = self->body;
    buffer_clear(b);
    (void)buffer_put(b, self->type | ANSWER);
    (void)buffer_put(b, self->sequence);
    (void)buffer_put(b, (uint8_t)reason);
    return b;
}

static void answer_reason(struct install_port *self, enum program_reason reason) {
    (void)begin_answer(self, reason);
    answer(self);
}

/* What the installer ended with: the policy may have said why. */
static void answer_result(struct install_port *self, enum program_reason reason) {
    struct buffer *b = begin_answer(self, reason);
    if (reason != PROGRAM_FINE) {
        installer_put_reason(self->installer, b);
    }
    answer(self);
}

/* With what: people who wait want to know for whom. */
static void answer_busy(struct install_port *self) {
    struct buffer *b = begin_answer(self, PROGRAM_BUSY);
    if (self->is_receiving) {
        (void)buffer_text(b, TEXT("a transfer is under way"));
    } else if (programs_are_being_loaded(CAPABILITY(self, loading))) {
        (void)buffer_text(b, TEXT("programs are being checked"));
    } else {
        (void)buffer_text(b, TEXT("a program is bringing another one"));
    }
    answer(self);
}

static void answer_error(struct install_port *self, enum errorcode error) {
    if (error == ERR_BUSY) {
        answer_busy(self);
    } else {
        answer_reason(self, PROGRAM_STATE);
    }
}

/* The line is nobody's who dies. */
static struct buffer *manifest_of(struct install_port *self) {
    return installer_manifest(self->installer, self->client, process_id_none());
}

static void answer_wanted(struct install_port *self) {
    put32(begin_answer(self, PROGRAM_FINE), self->wanted);
    answer(self);
}

static void answer_offer(struct install_port *self, uint32_t address) {
    struct buffer *b = begin_answer(self, PROGRAM_FINE);
    put32(b, address);
    put32(b, self->wanted);
    answer(self);
}

/* ---- Requests: the payload is [HEAD_BYTES, HEAD_BYTES + length) of the body ---- */

static void hello(struct install_port *self) {
    const struct range flash = program_flash(CAPABILITY(self, loading));
    struct buffer *b = begin_answer(self, PROGRAM_FINE);
    (void)buffer_put(b, PROTOCOL_VERSION);
    put16(b, INSTALL_PORT_DATA);
    put16(b, INSTALLER_MANIFEST_BYTES);
    put32(b, flash.start);
    put32(b, flash.end - flash.start);
    (void)buffer_text(b, self->architectures);
    answer(self);
}

static void put_info(struct buffer *b, const struct program_info *info) {
    put32(b, info->object.start);
    put32(b, info->object.end - info->object.start);
    put32(b, info->flags);
    put32(b, info->version);
    (void)buffer_put(b, info->state);
}

/* The name is longest, so it comes last; it is cut where an answer ends. */
#define NAME_MAX 128
/* So do bytes of an object. */
#define READ_MAX 128
static void list(struct install_port *self, uint32_t n) {
    struct program_info info = {0};
    struct buffer *b = self->body;
    buffer_clear(b);
    if (!program_at_index(n, &info, b, CAPABILITY(self, loading))) {
        answer_reason(self, PROGRAM_NONE);
        return;
    }
    b = begin_answer(self, PROGRAM_FINE);
    put_info(b, &info);
    uint32_t length = b->length;
    (void)program_at_index(n, &info, b, CAPABILITY(self, loading));
    if (b->length > length + NAME_MAX) {
        buffer_window(b, 0, length + NAME_MAX);
    }
    answer(self);
}

static void prepare(struct install_port *self, uint32_t length) {
    struct buffer *manifest = manifest_of(self);
    if (manifest == NULL) {
        answer_busy(self);
        return;
    }
    uint32_t offset = get16(self->body, HEAD_BYTES);
    if (offset == 0) {
        buffer_clear(manifest);
    }
    if (offset == manifest->length) {
        if (length - 2 > buffer_space(manifest)) {
            answer_reason(self, PROGRAM_TOO_LARGE);
            return;
        }
        for (uint32_t i = 2; i < length && i < INSTALL_PORT_BODY_BYTES; i++) {
            (void)buffer_put(manifest, buffer_get(self->body, HEAD_BYTES + i));
        }
    }
    uint32_t next = manifest->length;
    put16(begin_answer(self, PROGRAM_FINE), next);
    answer(self);
}

static void offer(struct install_port *self) {
    const struct buffer *b = self->body;
    const struct buffer *manifest = manifest_of(self);
    const struct program_offer o = {
        .size = get32(b, HEAD_BYTES),
        .binary_end = get32(b, HEAD_BYTES + 8),
        .header_size = get16(b, HEAD_BYTES + 12),
        .mode = buffer_get(b, HEAD_BYTES + 16),
        .has_digests = true,
    };
    uint32_t crc = get32(b, HEAD_BYTES + 4);
    if (manifest == NULL) {
        answer_busy(self);
        return;
    }
    if (self->finished_size != 0 && self->finished_size == o.size && self->finished_crc == crc) {
        self->wanted = o.size;
        answer_offer(self, self->finished_address);
        return;
    }
    if (self->is_receiving && installer_goes_on(self->installer, self->client, o.size, crc)) {
        answer_offer(self, installer_address(self->installer));
        return;
    }
    if (manifest->length != get16(b, HEAD_BYTES + 14) || o.mode > PROGRAM_UPDATE_ANY) {
        answer_reason(self, PROGRAM_BAD_OBJECT);
        return;
    }
    enum errorcode error = installer_offer(self->installer, self->client, &o, crc);
    if (error != OK) {
        answer_error(self, error);
        return;
    }
    self->is_receiving = false;
    self->finished_size = 0;
    self->size = o.size;
    self->crc = crc;
    self->wanted = o.header_size;
}

static void data(struct install_port *self, uint32_t length) {
    uint32_t bytes = length - 4;
    if (!self->is_receiving) {
        answer_reason(self, PROGRAM_STATE);
    } else if (get32(self->body, HEAD_BYTES) != self->wanted) {
        answer_wanted(self);
    } else if (bytes > self->size - self->wanted || bytes % 4 != 0) {
        answer_reason(self, PROGRAM_UNKNOWN);
    } else {
        buffer_window(self->body, HEAD_BYTES + 4, bytes);
        enum errorcode error =
            installer_write(self->installer, self->client, self->wanted, self->body);
        if (error != OK) {
            answer_error(self, error);
        }
    }
}

static void finish(struct install_port *self) {
    if (!self->is_receiving && self->finished_size != 0) {
        answer_reason(self, PROGRAM_FINE);
    } else if (!self->is_receiving || self->wanted != self->size) {
        answer_reason(self, PROGRAM_STATE);
    } else {
        enum errorcode error = installer_finish(self->installer, self->client, true);
        if (error != OK) {
            answer_error(self, error);
        }
    }
}

static void abort_transfer(struct install_port *self) {
    (void)installer_abort(self->installer, self->client);
    self->finished_size = 0;
    self->is_receiving = false;
    answer_reason(self, PROGRAM_FINE);
}

/* Whose a name is, is known when all programs have been checked. */
static bool may_change(const struct install_port *self) {
    return installer_is_idle(self->installer) &&
           !programs_are_being_loaded(CAPABILITY(self, loading));
}

static void remove_program(struct install_port *self, uint32_t length) {
    bool force = buffer_get(self->body, HEAD_BYTES) != 0;
    struct program_info info = {0};
    buffer_window(self->body, HEAD_BYTES + 1, length - 1);
    if (!may_change(self)) {
        answer_busy(self);
    } else if (!program_called(self->body, &info, CAPABILITY(self, loading))) {
        answer_reason(self, PROGRAM_NOT_INSTALLED);
    } else if ((info.flags & TBF_FLAG_STICKY) != 0 && !force) {
        answer_reason(self, PROGRAM_STICKY);
    } else {
        enum errorcode error = installer_remove(self->installer, self->client, info.object);
        self->finished_size = 0;
        if (error != OK) {
            answer_error(self, error);
        }
    }
}

static void set_flags(struct install_port *self, uint32_t length) {
    uint32_t set = buffer_get(self->body, HEAD_BYTES);
    uint32_t clear = buffer_get(self->body, HEAD_BYTES + 1);
    struct program_flags plan = {0};
    buffer_window(self->body, HEAD_BYTES + 2, length - 2);
    if (!may_change(self)) {
        answer_busy(self);
        return;
    }
    enum program_reason reason =
        program_plan_flags(self->body, set, clear, &plan, CAPABILITY(self, loading));
    if (reason != PROGRAM_FINE || !plan.changes) {
        answer_reason(self, reason);
        return;
    }
    enum errorcode error = installer_set_flags(self->installer, self->client, &plan);
    self->finished_size = 0;
    if (error != OK) {
        answer_error(self, error);
    }
}

/* Not while pages change, when an object may be half of what it was. */
static void read_program(struct install_port *self) {
    uint32_t address = get32(self->body, HEAD_BYTES);
    uint32_t offset = get32(self->body, HEAD_BYTES + 4);
    if (!installer_is_idle(self->installer)) {
        answer_busy(self);
        return;
    }
    enum program_reason reason = program_read(
        address, offset, READ_MAX, begin_answer(self, PROGRAM_FINE), CAPABILITY(self, loading));
    if (reason != PROGRAM_FINE) {
        (void)begin_answer(self, reason);
    }
    answer(self);
}

/* Is there such a request, with a payload of this length? */
static bool is_known(uint8_t type, uint32_t length) {
    switch (type) {
    case HELLO:
        return length == 1;
    case LIST:
        return length == 2;
    case PREPARE:
        return length > 2;
    case OFFER:
        return length == 17;
    case DATA:
        return length > 4;
    case FINISH:
    case ABORT:
        return length == 0;
    case REMOVE:
        return length > 1;
    case FLAGS:
        return length > 2;
    case READ:
        return length == 8;
    default:
        return false;
    }
}

static void serve(struct install_port *self, uint32_t length) {
    if (!is_known(self->type, length)) {
        answer_reason(self, PROGRAM_UNKNOWN);
        return;
    }
    switch (self->type) {
    case HELLO:
        hello(self);
        break;
    case LIST:
        list(self, get16(self->body, HEAD_BYTES));
        break;
    case PREPARE:
        prepare(self, length);
        break;
    case OFFER:
        offer(self);
        break;
    case DATA:
        data(self, length);
        break;
    case FINISH:
        finish(self);
        break;
    case ABORT:
        abort_transfer(self);
        break;
    case REMOVE:
        remove_program(self, length);
        break;
    case FLAGS:
        set_flags(self, length);
        break;
    default:
        read_program(self);
        break;
    }
}

/* What was asked for has been done, or not. */
void install_port_done(struct install_port *self, enum program_reason reason) {
    switch (self->type) {
    case OFFER:
        self->is_receiving = reason == PROGRAM_FINE;
        break;
    case DATA:
        self->is_receiving = reason == PROGRAM_FINE;
        self->wanted += self->body->length;
        break;
    case FINISH:
        self->is_receiving = false;
        self->finished_size = reason == PROGRAM_FINE ? self->size : 0;
        self->finished_crc = self->crc;
        self->finished_address = installer_address(self->installer);
        break;
    default:
        break;
    }
    bool says_more = self->type == OFFER || self->type == DATA;
    if (reason != PROGRAM_FINE || !says_more) {
        answer_result(self, reason);
    } else if (self->type == OFFER) {
        answer_offer(self, installer_address(self->installer));
    } else {
        answer_wanted(self);
    }
}

/* ---- Frames ---- */

static void begin_frame(struct install_port *self) {
    self->in_frame = true;
    self->is_lost = self->is_serving;
    self->since = alarm_now(self->alarm);
    self->in_code = 0;
    self->code = 0;
    if (!self->is_serving) {
        buffer_clear(self->body);
    }
}

static bool is_too_late(const struct install_port *self) {
    return alarm_now(self->alarm) - self->since > alarm_frequency(self->alarm) / 2;
}

static void put_decoded(struct install_port *self, uint8_t byte) {
    if (!self->is_lost && buffer_put(self->body, byte) == 0) {
        self->is_lost = true;
    }
}

static void take_coded(struct install_port *self, uint8_t byte) {
    if (self->in_code != 0) {
        put_decoded(self, byte);
        self->in_code--;
        return;
    }
    if (self->code != 0 && self->code != 0xFF) {
        put_decoded(self, 0); /* it was between two blocks */
    }
    self->code = byte;
    self->in_code = byte - 1u;
}

/* The same frame once more: its answer got lost. */
static bool is_repeated(const struct install_port *self, uint8_t type, uint8_t sequence,
                        uint32_t check) {
    return self->has_answered && type == self->type && sequence == self->sequence &&
           check == self->check;
}

static void take_body(struct install_port *self, uint32_t length, uint32_t check) {
    uint8_t type = buffer_get(self->body, 0);
    uint8_t sequence = buffer_get(self->body, 1);
    if (is_repeated(self, type, sequence, check)) {
        send(self);
        return;
    }
    self->is_serving = true;
    self->has_answered = false;
    self->type = type;
    self->sequence = sequence;
    self->check = check;
    serve(self, length - HEAD_BYTES);
}

/* A zero. Returns whether it ended a frame that was good; if not, it may be the beginning of one. */
static bool take_end(struct install_port *self) {
    const struct buffer *b = self->body;
    if (self->is_serving) {
        return self->code != 0;
    }
    if (self->is_lost || self->in_code != 0 || b->length < HEAD_BYTES + CHECK_BYTES) {
        return false;
    }
    uint32_t length = b->length - CHECK_BYTES;
    uint32_t check = get32(b, length);
    if (check_of(b, length) != check) {
        return false;
    }
    self->in_frame = false;
    take_body(self, length, check);
    return true;
}

void install_port_received(struct install_port *self, uint8_t byte, enum errorcode status) {
    if (self->in_frame && is_too_late(self)) {
        self->in_frame = false;
    }
    if (!self->in_frame) {
        if (byte == 0 && status == OK) {
            begin_frame(self);
        } else {
            uart_client_received(self->text, byte, status);
        }
        return;
    }
    self->is_lost = self->is_lost || status != OK;
    if (byte != 0) {
        take_coded(self, byte);
    } else if (take_end(self)) {
        self->in_frame = false;
    } else {
        begin_frame(self);
    }
}

/* ---- The wire ---- */

void install_port_passed(struct install_port *self, struct buffer *buffer, enum errorcode status) {
    uart_client_transmitted(self->text, buffer, status);
}

/* What was sent is kept, as it was, to be sent again. */
void install_port_transmitted(struct install_port *self, struct buffer *buffer,
                              enum errorcode status) {
    (void)status;
    buffer_window(buffer, 0, self->tx_length);
    self->tx = buffer;
    if (self->is_waiting) {
        answer(self);
    }
}

void install_port_ignored(struct install_port *self, uint8_t byte, enum errorcode status) {
    (void)self;
    (void)byte;
    (void)status;
}
