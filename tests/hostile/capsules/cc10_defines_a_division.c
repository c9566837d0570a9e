/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a run-time helper of the compiler */
/* expect: CC10|CC14 */
#include "tests/hostile/capsules/device.h"

uint32_t __aeabi_uidiv(uint32_t a, uint32_t b) {
    return a > b ? 1 : 0;
}
