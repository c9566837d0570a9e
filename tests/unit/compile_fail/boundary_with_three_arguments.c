/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Behind self a boundary carries two words; it does not lose a third without a word.
 * Fails with: a boundary takes two arguments after self, no more */
#include "kernel/boundary_quarantine.h"

enum errorcode put(struct object *self, uint8_t a, uint8_t b, uint8_t c);
enum errorcode put(struct object *self, uint8_t a, uint8_t b, uint8_t c) {
#ifdef MISTAKE
    return BOUNDARY_STATUS(put, self, a, b, c);
#else
    (void)c;
    BOUNDARY_CALL(void, put, self);
    BOUNDARY_CALL(void, put, self, a);
    return BOUNDARY_STATUS(put, self, a, b);
#endif
}
