/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header whose structure is made of a type that the header before it names: numbers here,
 * a reference there */
/* expect: CC19|CC10|CC11|CC06 */
#include "tests/hostile/capsules/cc19_face_number.h"

#include "tests/hostile/capsules/cc19_face_by_a_typedef.h"

struct parcel face_wrap(uint32_t address) {
    struct parcel p = {address};
    return p;
}
