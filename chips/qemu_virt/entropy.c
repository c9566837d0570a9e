/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Random bytes from the host. See the header for sources. */
#include "chips/qemu_virt/entropy.h"

#include "arch/arch.h"
#include "chips/qemu_virt/lines.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

#include <stddef.h>

REGISTER_RO(virtio_id);
REGISTER_RO(virtio_offer);
REGISTER_WO(virtio_select);
REGISTER_WO(virtio_accept);
REGISTER_RO(virtio_queue_max);
REGISTER_WO(virtio_queue_set);
REGISTER_RO(virtio_interrupt);
REGISTER_WO(virtio_acknowledge);
REGISTER_RW(virtio_status);

/* 4.2.2, table 4.1 */
struct virtio_registers {
    struct virtio_id magic;
    struct virtio_id version;
    struct virtio_id device;
    struct virtio_id vendor;
    struct virtio_offer offer;
    struct virtio_select offer_select;
    uint32_t reserved1[2];
    struct virtio_accept accept;
    struct virtio_select accept_select;
    uint32_t reserved2[2];
    struct virtio_select queue_select;
    struct virtio_queue_max queue_max;
    struct virtio_queue_set queue_size;
    uint32_t reserved3[2];
    struct virtio_queue_set queue_ready;
    uint32_t reserved4[2];
    struct virtio_queue_set queue_notify;
    uint32_t reserved5[3];
    struct virtio_interrupt interrupt;
    struct virtio_acknowledge acknowledge;
    uint32_t reserved6[2];
    struct virtio_status status;
    uint32_t reserved7[3];
    struct virtio_queue_set descriptor[2];
    uint32_t reserved8[2];
    struct virtio_queue_set driver[2];
    uint32_t reserved9[2];
    struct virtio_queue_set device_area[2];
};
REGISTER_AT(struct virtio_registers, accept, 0x020);
REGISTER_AT(struct virtio_registers, queue_select, 0x030);
REGISTER_AT(struct virtio_registers, queue_ready, 0x044);
REGISTER_AT(struct virtio_registers, queue_notify, 0x050);
REGISTER_AT(struct virtio_registers, interrupt, 0x060);
REGISTER_AT(struct virtio_registers, status, 0x070);
REGISTER_AT(struct virtio_registers, descriptor, 0x080);
REGISTER_AT(struct virtio_registers, device_area, 0x0A0);

#define MAGIC 0x74726976u
#define VERSION 2u /* 1 is that from before the standard */
#define DEVICE_ENTROPY 4u

#define STATUS_ACKNOWLEDGE 0x01u
#define STATUS_DRIVER 0x02u
#define STATUS_DRIVER_OK 0x04u
#define STATUS_FEATURES_OK 0x08u
#define STATUS_NEEDS_RESET 0x40u
#define STATUS_FAILED 0x80u

#define FEATURES_HIGH 1u
#define FEATURE_VERSION_1 0x1u /* bit 32 */
#define DESCRIPTOR_WRITE 2u
#define INTERRUPT_REASONS \
    0x3u /* those that there are: a used buffer, a change of the configuration */

static void set_status(struct virtio_registers *t, uint32_t status) {
    virtio_status_write(&t->status, virtio_status_bits(status));
}

static void set_address(struct virtio_queue_set where[2], const volatile void *area) {
    virtio_queue_set_write(&where[0], virtio_queue_set_bits((uint32_t)(uintptr_t)area));
    virtio_queue_set_write(&where[1], virtio_queue_set_bits(0));
}

/* 3.1.1, steps 1 to 6. Returns false if the device cannot do what we need: of its features only that it
 * follows the standard. */
static BOOT_ONLY bool agree(struct virtio_registers *t) {
    set_status(t, 0); /* reset */
    set_status(t, STATUS_ACKNOWLEDGE);
    set_status(t, STATUS_ACKNOWLEDGE | STATUS_DRIVER);
    virtio_select_write(&t->offer_select, virtio_select_bits(FEATURES_HIGH));
    if ((virtio_offer_read(&t->offer).bits & FEATURE_VERSION_1) == 0) {
        return false;
    }
    virtio_select_write(&t->accept_select, virtio_select_bits(0));
    virtio_accept_write(&t->accept, virtio_accept_bits(0));
    virtio_select_write(&t->accept_select, virtio_select_bits(FEATURES_HIGH));
    virtio_accept_write(&t->accept, virtio_accept_bits(FEATURE_VERSION_1));
    set_status(t, STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES_OK);
    return (virtio_status_read(&t->status).bits & STATUS_FEATURES_OK) != 0;
}

/* Steps 7 and 8; 4.2.3.2. Returns false if the device has no queue. */
static BOOT_ONLY bool begin(struct virtio_entropy *self, struct virtio_registers *t) {
    virtio_select_write(&t->queue_select, virtio_select_bits(0));
    if (virtio_queue_max_read(&t->queue_max).bits == 0) {
        return false;
    }
    virtio_queue_set_write(&t->queue_size, virtio_queue_set_bits(1));
    set_address(t->descriptor, &self->queue.descriptor);
    set_address(t->driver, &self->queue.available);
    set_address(t->device_area, &self->queue.used);
    virtio_queue_set_write(&t->queue_ready, virtio_queue_set_bits(1));
    set_status(t, STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES_OK | STATUS_DRIVER_OK);
    return true;
}

static BOOT_ONLY bool is_entropy(const struct virtio_registers *t) {
    return virtio_id_read(&t->magic).bits == MAGIC && virtio_id_read(&t->version).bits == VERSION &&
           virtio_id_read(&t->device).bits == DEVICE_ENTROPY;
}

BOOT_ONLY void virtio_entropy_start(struct virtio_entropy *self) {
    for (uint32_t i = 0; i < VIRT_VIRTIO_COUNT; i++) {
        uintptr_t address = VIRT_VIRTIO + i * VIRT_VIRTIO_BYTES;
        struct virtio_registers *t = (struct virtio_registers *)address;
        if (!is_entropy(t)) {
            continue;
        }
        if (agree(t) && begin(self, t)) {
            self->transport = t;
            self->line = VIRT_LINE_VIRTIO + i;
            arch_interrupt_enable(self->line);
            return;
        }
        set_status(t, STATUS_FAILED);
    }
}

/* The queue's one slot is filled before the index says so, and the index is there before the device is
 * told to look (2.6.13). */
static enum errorcode fetch(struct virtio_entropy *self, struct buffer *buffer) {
    if (self->transport == NULL) {
        return ERR_NODEVICE;
    }
    if (self->filling != NULL) {
        return ERR_BUSY;
    }
    self->filling = buffer;
    volatile struct virtio_queue *q = &self->queue;
    self->seen = q->used.index;
    q->descriptor.address_low = (uint32_t)(uintptr_t)&buffer->bytes[buffer->first];
    q->descriptor.length = buffer->length;
    q->descriptor.flags = DESCRIPTOR_WRITE;
    arch_fence();
    q->available.index = (uint16_t)(q->available.index + 1);
    arch_fence();
    virtio_queue_set_write(&self->transport->queue_notify, virtio_queue_set_bits(0));
    return OK;
}

const struct entropy_ops virtio_entropy_ops = ENTROPY_OPS(struct virtio_entropy, fetch);

/* The device is not believed when it says how much it wrote. */
static void give_back(struct virtio_entropy *self, uint32_t written) {
    struct buffer *buffer = self->filling;
    if (buffer == NULL) {
        return;
    }
    self->filling = NULL;
    buffer_window(buffer, buffer->first, written < buffer->length ? written : buffer->length);
    entropy_client_fetched(self->client, buffer, written > 0 ? OK : ERR_FAIL);
}

/* It may be about a buffer that has been used, about one of long ago, or about nothing (2.6.7.1). */
void virtio_entropy_interrupt(struct virtio_entropy *self) {
    struct virtio_registers *t = self->transport;
    if (t == NULL) {
        return;
    }
    uint32_t why = virtio_interrupt_read(&t->interrupt).bits & INTERRUPT_REASONS;
    virtio_acknowledge_write(&t->acknowledge, virtio_acknowledge_bits(why));
    arch_interrupt_enable(self->line);
    arch_fence(); /* what is used from now on interrupts again */
    if ((virtio_status_read(&t->status).bits & STATUS_NEEDS_RESET) != 0) {
        set_status(t, 0); /* it writes to no buffer any more (2.1.1) */
        self->transport = NULL;
        give_back(self, 0);
    } else if (self->queue.used.index != self->seen) {
        arch_fence(); /* its length was written before its index (2.6.8.2) */
        give_back(self, self->queue.used.length);
    }
}
