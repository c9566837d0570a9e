/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header that is nobody's declares a function of the kernel without the capability it asks
 * for */
/* expect: CC10|CC11|CC15 */
#include "tests/hostile/capsules/liar2.h"

static void kill(uint32_t word) {
    process_control(word, 3);
}
