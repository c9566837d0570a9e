/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Values that are set, added, updated and deleted in a key-value store by two owners, while the power goes or the
 * flash fails in the middle of any write and any erasure, with any of its bits reached and any others not; also
 * again and again before anything has been put in order. After each step the store holds what it held before
 * or what it was to hold, of one key; and of all others what it held. It stays so when the power goes once
 * more. */
#include "fuzz/state.h"
#include "tests/unit/cut_store.h"
#include "tests/unit/unit.h"

#include <string.h>

#define STEP_BYTES 8u
#define STEPS_MAX 120u
#define OWNERS 2u

/* What both have of the store is less than this if every value is the longest: then there is room. */
#define ROOM_BYTES (BYTES / KEY_VALUE_SHARE / 2)

static struct model model;
static uint8_t owners[KEYS]; /* of what is there */
static bool tells;           /* for whoever looks at an input that failed: FUZZ_TELL=1 */

static void i_am(uint32_t owner) {
    request.access = storage_access_own(0x11 + owner);
}

/* Each key as whoever may read it. */
static bool is_held(uint32_t i, const struct model *m, uint32_t owner) {
    i_am(owner);
    return holds(i, m);
}

/* Is of all keys but one what the model has there? */
static void check_others(uint32_t about) {
    for (uint32_t i = 0; i < KEYS; i++) {
        EXPECT(i == about || is_held(i, &model, owners[i]));
    }
}

static uint32_t bytes_of_all(void) {
    uint32_t bytes = 0;
    for (uint32_t i = 0; i < KEYS; i++) {
        bytes += model.is_there[i] ? RECORD_HEAD_BYTES + KEY_VALUE_KEY_MAX + model.length[i] : 0;
    }
    return bytes;
}

/* ---- Steps ---- */

static struct step step_of(const uint8_t bytes[STEP_BYTES]) {
    static const enum key_value_operation operations[] = {
        KEY_VALUE_SET,    KEY_VALUE_SET,    KEY_VALUE_ADD,    KEY_VALUE_UPDATE,
        KEY_VALUE_DELETE, KEY_VALUE_DELETE, KEY_VALUE_COLLECT};
    struct step s = {.operation = operations[(bytes[0] & 15u) % COUNT_OF(operations)],
                     .about = bytes[1] % KEYS};
    bool has_value = s.operation != KEY_VALUE_DELETE && s.operation != KEY_VALUE_COLLECT;
    s.length = has_value ? bytes[2] % (bytes[2] < 224 ? 24u : MODEL_MAX) : 0;
    memset(s.bytes, bytes[3], s.length);
    return s;
}

/* What it answers if nothing comes in between. OK may be NOMEM, where there is something in the way. */
static enum errorcode answer_to(const struct step *s, uint32_t owner) {
    bool is_there = model.is_there[s->about];
    if (s->operation == KEY_VALUE_COLLECT) {
        return OK;
    }
    if (is_there && owners[s->about] != owner) {
        return ERR_NOSUPPORT;
    }
    bool wants_it = s->operation == KEY_VALUE_DELETE || s->operation == KEY_VALUE_UPDATE;
    bool wants_none = s->operation == KEY_VALUE_ADD;
    return (wants_it && !is_there) || (wants_none && is_there) ? ERR_NOSUPPORT : OK;
}

static struct model after_step(const struct step *s) {
    struct model after = model;
    if (s->operation != KEY_VALUE_COLLECT) {
        apply(&after, s);
    }
    return after;
}

static bool may_be(enum errorcode status, enum errorcode wanted) {
    bool has_room = bytes_of_all() <= ROOM_BYTES;
    return status == wanted || (wanted == OK && status == ERR_NOMEM && !has_room);
}

/* The power goes, or the flash fails, in one of the next changes. */
static void arm(const uint8_t bytes[STEP_BYTES]) {
    device.random = random_from(bytes[6] | (uint32_t)bytes[7] << 8);
    device.changes = 0;
    device.cut_at = bytes[5] % 128u;
    device.fails = (bytes[0] & 0x40) != 0;
}

static void do_step(const uint8_t bytes[STEP_BYTES]) {
    struct step s = step_of(bytes);
    uint32_t owner = bytes[0] >> 4 & 1u;
    enum errorcode wanted = answer_to(&s, owner);
    arm(bytes);
    i_am(owner);
    enum errorcode status = perform(&s);
    bool went = device.is_off || (device.fails && device.cut_at == 0 && bytes[5] % 128u != 0);
    if (tells) {
        fprintf(stderr, "operation %d, key %u, %u bytes, owner %u, cut at %u: %d%s\n", s.operation,
                s.about, s.length, owner, bytes[5] % 128u, status, went ? ", the power went" : "");
    }
    if (device.is_off) {
        power_on();
    }
    device.cut_at = 0;
    EXPECT(went || may_be(status, wanted));

    struct model after = after_step(&s);
    uint32_t owner_after = s.operation == KEY_VALUE_COLLECT ? owners[s.about] : owner;
    bool is_old = is_held(s.about, &model, owners[s.about]);
    bool is_new = wanted == OK && is_held(s.about, &after, owner_after);
    EXPECT(is_old || is_new);
    EXPECT(went || (status == OK ? is_new : is_old));
    check_others(s.about);
    if (is_new) {
        model = after;
        owners[s.about] = (uint8_t)owner_after;
    }
    if ((bytes[0] & 0x80) != 0) { /* and not one now, the other then */
        power_on();
        EXPECT(is_held(s.about, &model, owners[s.about]));
        check_others(s.about);
    }
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    tells = getenv("FUZZ_TELL") != NULL;
    memset(device.bytes, 0xFF, BYTES);
    power_on();
    state_save();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct input in = {data, size};
    state_restore();
    for (uint32_t n = 0; in.left >= STEP_BYTES && n < STEPS_MAX; n++) {
        uint8_t bytes[STEP_BYTES];
        for (unsigned i = 0; i < STEP_BYTES; i++) {
            bytes[i] = input_byte(&in);
        }
        do_step(bytes);
    }
    return 0;
}
