/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* tries: to become the one who is told of the kernel's lines */
/* expect: CC10 */
#include "tests/hostile/capsules/device.h"

#include "kernel/messages.h"

static void available(struct device *self) {
    self->count++;
}
static struct device device;
static const struct message_client client = MESSAGE_CLIENT(struct device, available, &device);

static void run(void) {
    messages_start(&client);
}
