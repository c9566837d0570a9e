/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: hands a driver the address of somebody else's memory */
/* expect: CC01 */
#include "tests/hostile/capsules/device.h"

struct STATIC_TYPE dma_request {
    uint32_t address;
    uint32_t length;
};
static struct dma_request request;

static void prepare(struct device *self) {
    request.address = (uint32_t)self->tx->bytes;
    request.length = 65536;
}
