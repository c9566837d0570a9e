/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: a client is called back inside a function that others call */
/* expect: CC16|CC10 */
#include "tests/hostile/capsules/device.h"

#include "tests/hostile/capsules/cc16_public_function.h"

void eager_begin(struct eager *self) {
    self->client->done(self->client->user);
}
