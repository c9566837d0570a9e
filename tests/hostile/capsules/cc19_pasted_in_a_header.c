/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a name that is put together where a board expands it */
/* expect: CC19 */
#include "tests/hostile/capsules/cc19_pasted_in_a_header.h"

uint32_t cc19(void);
