/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the other side of it */
/* expect: CC19|CC10|CC11|CC06 */
#include "tests/hostile/capsules/cc19_face_reference.h"

#include "tests/hostile/capsules/cc19_face_by_a_typedef.h"

static void poke(uint32_t address) {
    face_wrap(address).first->count = 0;
}
