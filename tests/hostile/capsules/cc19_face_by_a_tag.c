/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the same by a structure that the header before it defines */
/* expect: CC19|CC10|CC11|CC06 */
#include "tests/hostile/capsules/cc19_inner_number.h"

#include "tests/hostile/capsules/cc19_face_by_a_tag.h"

struct outer outer_wrap(uint32_t address) {
    struct outer o = {{address}};
    return o;
}
