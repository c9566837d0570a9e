/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: statements in a macro that a board expands */
/* expect: CC09 */
#include "kernel/capability_mint.h"
#include "kernel/messages.h"
#include "tests/hostile/capsules/boards/evil.h"

uint32_t start(uint32_t x);
uint32_t start(uint32_t x) {
    return EVIL_STATEMENT(x);
}
