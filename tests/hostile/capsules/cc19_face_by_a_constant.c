/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same by an enumeration constant that the header before it gives */
/* expect: CC19|CC10|CC11|CC06 */
#include "tests/hostile/capsules/cc19_many.h"

#include "tests/hostile/capsules/cc19_face_by_a_constant.h"

void many_fill(struct many *m) {
    for (uint32_t i = 0; i < MANY; i++) {
        m->words[i] = i;
    }
}
