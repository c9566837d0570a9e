/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* promises an object that is somebody else's */
#include <stdint.h>

struct kernel_words {
    uint32_t words[64];
};
extern struct kernel_words kernel;
