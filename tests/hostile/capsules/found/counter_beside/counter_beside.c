/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: the variable of a loop is changed beside its own start */
/* expect: CC02 */
#include "counter_beside.h"
uint32_t counter_beside_peek(struct self *self, uint32_t at, uint32_t one) {
    for (uint32_t i = 7, j = (i += one); i > 3 && j != 0; i--) {
        struct pair *p = &self->pairs[i];
        p->a = at; /* it is self->next */
    }
    return self->next->x;
}
