/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a header that declares another structure to others than to oneself */
/* expect: CC19 */
#include "tests/hostile/capsules/device.h"

#define FACE 1
#include "tests/hostile/capsules/cc19_header_of_two_faces.h"

struct parcel wrap(uint32_t address) {
    struct parcel p = {address};
    return p;
}
