/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header declares what its source defines otherwise, with another linkage */
/* expect: CC10|CC19|CC11 */
#include "tests/hostile/capsules/cc10_other_linkage.h"

static uint32_t run(uint32_t address) {
    return process_in_slot_from(address);
}
