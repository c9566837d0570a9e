/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A fuzzer runs a million inputs in one process, and each has to find the simulated machine as it was
 * after boot: the kernel's static objects, RAM and flash. Their objects are put into sections of their
 * own (fuzz.mk), so that one copy and one comparison are all it takes. */
#ifndef FUZZ_STATE_H
#define FUZZ_STATE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Notes how everything is now ... */
void state_save(void);

/* ... and makes it so again. */
void state_restore(void);

/* An input, eaten from the front; zeroes come behind its end. */
struct input {
    const uint8_t *at;
    size_t left;
};

static inline uint8_t input_byte(struct input *in) {
    if (in->left == 0) {
        return 0;
    }
    in->left--;
    return *in->at++;
}

/* Ends the fuzzer, with the input for a report, if something is not as it must be. */
#define EXPECT(truth)                                                             \
    do {                                                                          \
        if (!(truth)) {                                                           \
            fprintf(stderr, "%s:%d: expected: %s\n", __FILE__, __LINE__, #truth); \
            abort();                                                              \
        }                                                                         \
    } while (0)

/* What libFuzzer calls. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
