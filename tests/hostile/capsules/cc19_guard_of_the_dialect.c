/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the guard of the dialect's header is defined, and the words are one's own */
/* expect: CC19 */
#define KERNEL_DIALECT_H
#define DIALECT(word)
#define STATIC_TYPE
#define SEALED
#define BORROWED_TYPE
#define CAPABILITY_TYPE
#define GRANT_TYPE
#define KERNEL_ONLY
#define CALLS_CLIENT
#define API_MACRO(name, reason) struct api_macro_##name
#include "kernel/capsule.h"

static void poke(uint32_t address) {
    struct slice_rw s = {address, 4};
    (void)slice_set(s, 0, 1);
}
