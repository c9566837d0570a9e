/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What every unit test includes: cmocka, and a runner that gives each test a process of its own.
 * So the kernel's static objects are as at power-on in each of them, and a crash, a report of a
 * sanitizer or an endless loop is the failure of one test, by its name. */
#ifndef TESTS_UNIT_UNIT_H
#define TESTS_UNIT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A test, which needs to be named nowhere else:
 *
 *     TEST(test_a_buffer_of_no_length_is_allowed_anywhere) {
 *         ...
 *     }
 */
#define TEST(name)                                                                        \
    static void name(void **state);                                                       \
    static const struct unit_test entry_of_##name                                         \
        __attribute__((section("unit_tests"), used)) = {#name, __FILE__, __LINE__, name}; \
    static void name(__attribute__((unused)) void **state)

struct unit_test {
    const char *name;
    const char *file;
    int line;
    CMUnitTestFunction function;
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Says where a table-driven or random test was when an assertion in the block fails:
 *
 *     UNIT_CONTEXT("seed %u, step %u", seed, step);
 */
#define UNIT_CONTEXT(...) unit_context(__VA_ARGS__)
void unit_context(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Runs a part of a test in a process of its own, for what can be done but once after power-on. Returns
 * whether all its assertions held. */
bool unit_passes_apart(void (*part)(const void *), const void *argument);

/* Does `text` contain `part`? Says both if not. */
void unit_assert_contains(const char *text, const char *part);
void unit_assert_lacks(const char *text, const char *part);

#endif
