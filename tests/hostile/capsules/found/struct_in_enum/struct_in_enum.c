/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a struct that is declared in the size of an enumerator */
/* expect: CC06 */
#include "struct_in_enum.h"
enum { SIZE = sizeof(struct evil { union { uint32_t n; struct dev *d; } u; }) };
uint32_t struct_in_enum_peek(uint32_t at) {
    struct evil e = {.u = {.n = at}};
    return e.u.d->n;
}
