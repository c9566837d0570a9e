/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Fifteen drivers more, for boards whose hash has room for their numbers. Read twice (docs/capsules.md). */
#ifndef WIRING_OBJECTS

#include "sample.h"

#define SAMPLE(X, n)                                                                            \
    X(SAMPLE_##n, 0x90011u + n, const struct sample_driver, &sample_##n, sample_driver_command, \
      &sample_apps_layout)
#define EXTRA_DRIVERS(X) \
    SAMPLE(X, 0)         \
    SAMPLE(X, 1)         \
    SAMPLE(X, 2)         \
    SAMPLE(X, 3)         \
    SAMPLE(X, 4)         \
    SAMPLE(X, 5)         \
    SAMPLE(X, 6)         \
    SAMPLE(X, 7)         \
    SAMPLE(X, 8)         \
    SAMPLE(X, 9)         \
    SAMPLE(X, 10)        \
    SAMPLE(X, 11)        \
    SAMPLE(X, 12)        \
    SAMPLE(X, 13)        \
    SAMPLE(X, 14)

#else

#define SAMPLE_OBJECT(n) \
    static const struct sample_driver sample_##n = {.apps = GRANT_HANDLE(SAMPLE_##n)}
SAMPLE_OBJECT(0);
SAMPLE_OBJECT(1);
SAMPLE_OBJECT(2);
SAMPLE_OBJECT(3);
SAMPLE_OBJECT(4);
SAMPLE_OBJECT(5);
SAMPLE_OBJECT(6);
SAMPLE_OBJECT(7);
SAMPLE_OBJECT(8);
SAMPLE_OBJECT(9);
SAMPLE_OBJECT(10);
SAMPLE_OBJECT(11);
SAMPLE_OBJECT(12);
SAMPLE_OBJECT(13);
SAMPLE_OBJECT(14);

static void extra_start(void) {}

#endif
