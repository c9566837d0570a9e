/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: forbidden code in an included file that is no header */
/* expect: CC11|CC01 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc11_code_in_a_text_file.inc"

static void run(uint32_t address) {
    poke(address);
}
