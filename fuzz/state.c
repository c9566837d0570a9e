/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* See the header. */
#include "fuzz/state.h"

#include "tests/unit/machine.h"

#include <stdlib.h>
#include <sys/mman.h>

/* What the linker calls the ends of the sections. */
extern uint64_t __start_fuzz_data[], __stop_fuzz_data[];
extern uint64_t __start_fuzz_bss[], __stop_fuzz_bss[];

/* As much of flash as anybody writes to. */
#define FLASH_BYTES 0x4000u

struct span {
    uint64_t *at;
    size_t words;
    uint64_t *copy;
};
static struct span spans[4];

/* Not memcpy, which AddressSanitizer watches: between the objects lie its red zones. */
__attribute__((no_sanitize("address"))) static void copy(uint64_t *to, const uint64_t *from,
                                                         size_t words) {
    for (size_t i = 0; i < words; i++) {
        if (to[i] != from[i]) {
            to[i] = from[i];
        }
    }
}

void state_save(void) {
    spans[0] = (struct span){__start_fuzz_data, (size_t)(__stop_fuzz_data - __start_fuzz_data), 0};
    spans[1] = (struct span){__start_fuzz_bss, (size_t)(__stop_fuzz_bss - __start_fuzz_bss), 0};
    spans[2] = (struct span){(uint64_t *)(void *)bytes_at(RAM_START), (RAM_END - RAM_START) / 8, 0};
    spans[3] = (struct span){(uint64_t *)(void *)bytes_at(FLASH_START), FLASH_BYTES / 8, 0};
    for (size_t i = 0; i < COUNT_OF(spans); i++) {
        /* Beside the heap, which is the sanitizer's. */
        spans[i].copy = mmap(NULL, spans[i].words * 8 + 8, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        copy(spans[i].copy, spans[i].at, spans[i].words);
    }
}

void state_restore(void) {
    for (size_t i = 0; i < COUNT_OF(spans); i++) {
        copy(spans[i].at, spans[i].copy, spans[i].words);
    }
}

/* An assertion of the machine that fails is to end the fuzzer, with the input for a report. */
__attribute__((constructor)) static void abort_on_failure(void) {
    setenv("CMOCKA_TEST_ABORT", "1", 1);
}

void unit_context(const char *format, ...) {
    (void)format;
}
