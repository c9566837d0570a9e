/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "tests/unit/cut_store.h"

#include "kernel/deferred_call.h"
#include "kernel/process.h"
#include "tests/unit/unit.h"

/* ---- Flash with a switch ---- */

struct cut_flash device;

static enum errorcode begin(struct cut_flash *f, enum cut_flash_operation operation,
                            uint32_t offset, struct buffer *buffer) {
    assert_int_equal(f->operation, NOTHING);
    f->operation = operation;
    f->offset = offset;
    f->buffer = buffer;
    return OK;
}
static enum errorcode flash_reads(struct cut_flash *f, uint32_t offset, struct buffer *buffer) {
    return begin(f, READ, offset, buffer);
}
static enum errorcode flash_writes(struct cut_flash *f, uint32_t offset, struct buffer *buffer) {
    return begin(f, WRITE, offset, buffer);
}
static enum errorcode flash_erases(struct cut_flash *f, uint32_t offset) {
    return begin(f, ERASE, offset, NULL);
}
static const struct flash_ops device_ops =
    FLASH_OPS(struct cut_flash, flash_reads, flash_writes, flash_erases);
static const struct flash flash = {.ops = &device_ops,
                                   .self = SELF(struct cut_flash, &device),
                                   .bytes = BYTES,
                                   .page_bytes = PAGE,
                                   .word_bytes = 4};

/* ---- The store on it ---- */

BUFFER(scratch, KEY_VALUE_SCRATCH_BYTES);
BUFFER(twin_key, KEY_VALUE_SCRATCH_BYTES);
struct key_value_store store;
static const struct key_value_store at_power_on =
    KEY_VALUE_STORE_OBJECT(&store, &flash, scratch, twin_key, KEY_VALUE_SCRATCH_BYTES);
const struct key_value kv = KEY_VALUE_STORE(&store);
static const struct flash_client store_client =
    FLASH_CLIENT(struct key_value_store, key_value_store_read, key_value_store_written,
                 key_value_store_erased, &store);

void power_on(void) {
    deferred_call_run(); /* what was due is nobody's any more */
    store = at_power_on;
    device.operation = NOTHING;
    device.is_off = false;
    device.cut_at = 0;
    device.fails = false;
}

static bool is_in_some(struct cut_flash *f, uint32_t tenths) {
    return random_below(&f->random, 10) < tenths;
}

/* What an operation leaves that was cut in the change of that number: of the word in which that was, and of an
 * erasure, any bits; with `tenths` in place of order, any of all of it. */
static void change_some(struct cut_flash *f, unsigned change) {
    uint32_t length = f->operation == ERASE ? PAGE : f->buffer->length;
    bool in_order = f->operation == WRITE && random_one_in(&f->random, 2);
    uint32_t tenths = random_below(&f->random, 11);
    for (uint32_t i = 0; i < length; i++) {
        uint8_t *byte = &f->bytes[f->offset + i];
        uint8_t after = f->operation == ERASE ? 0xFF : (uint8_t)(*byte & buffer_get(f->buffer, i));
        for (unsigned bit = 0; bit < 8; bit++) {
            bool is_reached = in_order && i / 4 != change ? i / 4 < change : is_in_some(f, tenths);
            if (is_reached) {
                *byte = (uint8_t)((*byte & ~(1u << bit)) | (after & 1u << bit));
            }
        }
    }
}

static void change_all(struct cut_flash *f) {
    if (f->operation == ERASE) {
        memset(f->bytes + f->offset, 0xFF, PAGE);
        f->erasures[f->offset / PAGE]++;
    }
    for (uint32_t i = 0; f->operation == WRITE && i < f->buffer->length; i++) {
        f->bytes[f->offset + i] &= buffer_get(f->buffer, i);
    }
}

/* Does what it was asked for. Returns false if the power went. */
static bool complete(struct cut_flash *f) {
    enum cut_flash_operation operation = f->operation;
    struct buffer *buffer = f->buffer;
    enum errorcode status = OK;
    if (operation == READ) {
        memcpy(buffer->bytes + buffer->first, f->bytes + f->offset, buffer->length);
    } else {
        unsigned changes = operation == ERASE ? 1 : buffer->length / 4;
        if (f->cut_at > f->changes && f->cut_at <= f->changes + changes) {
            change_some(f, f->cut_at - f->changes - 1);
            status = ERR_FAIL;
            f->is_off = !f->fails;
            f->cut_at = 0;
        } else {
            change_all(f);
        }
        f->changes += changes;
    }
    f->operation = NOTHING;
    if (f->is_off) {
        return false;
    }
    if (operation == READ) {
        flash_client_read(&store_client, buffer, status);
    } else if (operation == WRITE) {
        flash_client_written(&store_client, buffer, status);
    } else {
        flash_client_erased(&store_client, status);
    }
    return true;
}

/* Lets everything happen that is to happen. */
void settle(void) {
    for (unsigned steps = 0;; steps++) {
        assert_true(steps < 100000); /* or it would never end */
        deferred_call_run();
        if (device.operation == NOTHING && (kernel.work & WORK_DEFERRED) == 0) {
            return;
        }
        if (device.operation != NOTHING && !complete(&device)) {
            return;
        }
    }
}

/* ---- Somebody who asks ---- */

uint8_t key_bytes[KEY_VALUE_KEY_MAX], value_bytes[VALUE_MAX];
struct buffer key = {.bytes = key_bytes, .capacity = sizeof key_bytes};
struct buffer value = {.bytes = value_bytes, .capacity = sizeof value_bytes};

struct asker asker;
static void on_done(struct asker *self, struct key_value_request *r, enum errorcode status) {
    assert_non_null(r);
    self->told++;
    self->status = status;
}
const struct key_value_client asker_client = KEY_VALUE_CLIENT(struct asker, on_done, &asker);
struct key_value_request request = {.client = &asker_client, .key = &key, .value = &value};

void prepare(enum key_value_operation operation, const char *name, const void *bytes,
             uint32_t length) {
    request.operation = operation;
    request.next = NULL;
    request.is_waiting = false;
    buffer_window(&key, 0, (uint32_t)strlen(name));
    memcpy(key_bytes, name, strlen(name));
    buffer_window(&value, 0, length);
    memcpy(value_bytes, bytes, length);
}

/* Returns what it was told; NODEVICE if the power went. */
enum errorcode go(void) {
    unsigned told = asker.told;
    enum errorcode error = key_value_begin(&kv, &request);
    assert_int_equal(error, OK);
    assert_int_equal(asker.told, told); /* never from inside */
    settle();
    if (device.is_off) {
        return ERR_NODEVICE;
    }
    assert_int_equal(asker.told, told + 1);
    return asker.status;
}

enum errorcode change(enum key_value_operation operation, const char *name, const void *bytes,
                      uint32_t length) {
    prepare(operation, name, bytes, length);
    return go();
}
/* ---- What it has to hold ---- */

static const char *const names[KEYS] = {"a", "key", "longer key",
                                        "d", "e",   "the longest key of all"};

bool holds(uint32_t i, const struct model *m) {
    enum errorcode status = change(KEY_VALUE_GET, names[i], "", 0);
    if (!m->is_there[i]) {
        return status == ERR_NOSUPPORT;
    }
    return status == OK && request.length == m->length[i] &&
           memcmp(value_bytes, m->bytes[i], m->length[i]) == 0;
}

/* Returns whether it is as after the operation. Everything but the key that it was about is as ever. */
bool assert_old_or_new(const struct model *before, const struct model *after, uint32_t about) {
    for (uint32_t i = 0; i < KEYS; i++) {
        if (i != about) {
            assert_true(holds(i, before));
        }
    }
    if (holds(about, after)) {
        return true;
    }
    assert_true(holds(about, before));
    return false;
}

enum errorcode perform(const struct step *s) {
    return change(s->operation, names[s->about], s->bytes,
                  s->operation == KEY_VALUE_DELETE ? 0 : s->length);
}

void apply(struct model *m, const struct step *s) {
    m->is_there[s->about] = s->operation != KEY_VALUE_DELETE;
    m->length[s->about] = s->length;
    memcpy(m->bytes[s->about], s->bytes, s->length);
}
