/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a struct that is declared in the argument of a macro */
/* expect: CC06 */
#include "struct_in_hil_ops.h"
static enum errorcode transmit(struct evil *self, struct buffer *b) { return self == NULL && b == NULL ? OK : ERR_FAIL; }
static void receive(struct evil *self, bool on) { self->u.n = on; }
HIL_OPS_DEFINE(my_ops, UART_OPS, transmit, receive);
uint32_t struct_in_hil_ops_peek(struct evil *e, uint32_t at) {
    e->u.n = at;
    return e->u.d->n;
}
