/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a macro in a header that changes what the board writes */
/* expect: CC19 */
#include "tests/hostile/capsules/cc19_small_letters.h"

uint32_t cc19(void);
