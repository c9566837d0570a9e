/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a name that two compilers make from different lines */
/* expect: CC19 */
#include "loop_left_name.h"
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define HERE(x) CAT(loop_left_, __LINE__)
enum { loop_left_8 = 9, loop_left_9 = 8 }; /* gcc takes line 8, clang line 9 */
uint32_t loop_left_peek(struct self *self, uint32_t at) {
    for (uint32_t i = 0; i <
        HERE(1
        ); i++) {
        struct pair *p = &self->pairs[i];
        p->a = at;
    }
    return self->next->x;
}
