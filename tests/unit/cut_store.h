/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The key-value store on flash whose power can be cut in the middle of any write and any erasure, with any of
 * the bits that it was about reached, and any others not; and a model of what it then has to hold. For
 * unit tests (test_key_value_store.c) and a fuzzer (fuzz/target_key_value.c). */
#ifndef TESTS_UNIT_CUT_STORE_H
#define TESTS_UNIT_CUT_STORE_H

#include "capsules/system/key_value_store.h"
#include "tests/unit/random.h"

/* ---- Flash with a switch ---- */

#define PAGE 512u
#define PAGES 4u
#define BYTES (PAGES * PAGE)

enum cut_flash_operation {
    NOTHING,
    READ,
    WRITE,
    ERASE,
};

struct cut_flash {
    uint8_t bytes[BYTES];
    enum cut_flash_operation operation;
    uint32_t offset;
    struct buffer *buffer;
    unsigned changes; /* words written and pages erased since the test said 0 */
    unsigned cut_at;  /* power goes in the change of this number; 0: never */
    bool fails;       /* it is a failure instead, after which the power is there */
    bool is_off;
    unsigned erasures[PAGES];
    struct random random;
};
extern struct cut_flash device;

/* ---- The store on it ---- */

extern struct key_value_store store;
extern const struct key_value kv;

/* All that RAM held is gone. */
void power_on(void);

/* Lets everything happen that is to happen, until the power goes. */
void settle(void);

/* ---- Somebody who asks ---- */

#define VALUE_MAX 256u
extern struct buffer key, value;
extern uint8_t key_bytes[KEY_VALUE_KEY_MAX], value_bytes[VALUE_MAX];

struct asker {
    unsigned told;
    enum errorcode status;
};
extern struct asker asker;
extern const struct key_value_client asker_client;
extern struct key_value_request request;

void prepare(enum key_value_operation operation, const char *name, const void *bytes,
             uint32_t length);

/* Has the request served. Returns what it was told; NODEVICE if the power went. */
enum errorcode go(void);

enum errorcode change(enum key_value_operation operation, const char *name, const void *bytes,
                      uint32_t length);

/* ---- What it has to hold ---- */

#define KEYS 6u
#define MODEL_MAX 100u
struct model {
    bool is_there[KEYS];
    uint32_t length[KEYS];
    uint8_t bytes[KEYS][MODEL_MAX];
};

/* Has it of that key what the model has? */
bool holds(uint32_t i, const struct model *m);

/* Returns whether it is as after the operation. Everything but the key that it was about is as ever. */
bool assert_old_or_new(const struct model *before, const struct model *after, uint32_t about);

struct step {
    enum key_value_operation operation;
    uint32_t about;
    uint32_t length;
    uint8_t bytes[MODEL_MAX];
};

enum errorcode perform(const struct step *s);

/* What the model is once the step has succeeded. */
void apply(struct model *m, const struct step *s);

#endif
