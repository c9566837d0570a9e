/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the models of protection units have in common. Each is written from its manual, not from
 * the code under test: registers go in as a program would write them, and it says who may do what
 * where. */
#ifndef TESTS_UNIT_MODEL_H
#define TESTS_UNIT_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum model_access {
    MODEL_READ,
    MODEL_WRITE,
    MODEL_EXECUTE,
};

enum model_level {
    MODEL_USER,   /* unprivileged; U-mode */
    MODEL_KERNEL, /* privileged; M-mode */
};

#endif
