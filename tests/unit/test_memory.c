/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Filling and copying (kernel/memory.c), every byte and no other. */
#include "kernel/memory.h"

#include "tests/unit/machine.h"

/* The kernel's own, under another name here (unit.mk). */
void *kernel_memcpy(void *restrict to, const void *restrict from, size_t length);
void *kernel_memset(void *to, int byte, size_t length);

#define AREA (RAM_START + 0x100)
#define ROOM 40u

static void fill_area(void) {
    for (uint32_t i = 0; i < ROOM; i++) {
        *bytes_at(AREA + i) = (uint8_t)(i + 1);
    }
}

TEST(test_zeroing_reaches_its_bytes_and_no_others_at_any_alignment) {
    for (uint32_t start = 4; start < 12; start++) {
        for (uint32_t length = 0; length < 20; length++) {
            UNIT_CONTEXT("from %u, %u bytes", start, length);
            fill_area();
            memory_zero(AREA + start, length);
            for (uint32_t i = 0; i < ROOM; i++) {
                bool inside = i >= start && i < start + length;
                assert_int_equal(*bytes_at(AREA + i), inside ? 0 : i + 1);
            }
        }
    }
}

TEST(test_the_compiler_s_copy_reaches_its_bytes_and_no_others) {
    uint8_t from[ROOM];
    for (uint32_t length = 0; length < 20; length++) {
        uint8_t to[ROOM] = {0};
        memset(from, 0x77, sizeof from);
        assert_ptr_equal(kernel_memcpy(to + 3, from + 1, length), to + 3);
        for (uint32_t i = 0; i < ROOM; i++) {
            assert_int_equal(to[i], i >= 3 && i < 3 + length ? 0x77 : 0);
        }
    }
}

TEST(test_the_compiler_s_fill_reaches_its_bytes_and_no_others) {
    for (uint32_t length = 0; length < 20; length++) {
        uint8_t to[ROOM] = {0};
        assert_ptr_equal(kernel_memset(to + 3, 0x1A5, length), to + 3);
        for (uint32_t i = 0; i < ROOM; i++) {
            assert_int_equal(to[i], i >= 3 && i < 3 + length ? 0xA5 : 0);
        }
    }
}
