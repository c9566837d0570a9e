/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The grants that are being entered are bits of one word, so there are at most 32 drivers.
 * Fails with: too many drivers */
#include "kernel/capsule.h"

#define FOUR(X, n) X(n##0, 0) X(n##1, 0) X(n##2, 0) X(n##3, 0)
#define DRIVERS(X)                                                                                 \
    FOUR(X, A) FOUR(X, B) FOUR(X, C) FOUR(X, D) FOUR(X, E) FOUR(X, F) FOUR(X, G)                   \
    X(H0, 0) X(H1, 0) X(H2, 0) LAST(X)
#ifdef MISTAKE
#define LAST(X) X(H3, 0)
#else
#define LAST(X)
#endif
DRIVER_INDICES(DRIVERS);
