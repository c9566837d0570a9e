/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Random bytes from the host. See the header for sources. */
#include "chips/qemu_virt/entropy.h"

#include "arch/arch.h"
#include "chips/qemu_virt/lines.h"
#include "kernel/boot.h"
#include "kernel/registers.h"

#include <stddef.h>

REGISTER_RO(virtio_id);
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
    struct virtio_id features;
    struct virtio_select features_select;
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

#define FEATURES_HIGH 1u
#define FEATURE_VERSION_1 0x1u /* bit 32 */
#define DESCRIPTOR_WRITE 2u

static void set_status(struct virtio_registers *t, uint32_t status) {
    uint32_t before = virtio_status_read(&t->status).bits;
    virtio_status_write(&t->status, virtio_status_bits(before | status));
}

static void set_address(struct virtio_queue_set where[2], const volatile void *area) {
    virtio_queue_set_write(&where[0], virtio_queue_set_bits((uint32_t)(uintptr_t)area));
    virtio_queue_set_write(&where[1], virtio_queue_set_bits(0));
}

/* 3.1.1 and 4.2.3. Returns false if the device does not take what we can do. */
static BOOT_ONLY bool begin(struct virtio_entropy *self, struct virtio_registers *t) {
    virtio_status_write(&t->status, virtio_status_bits(0)); /* reset */
    set_status(t, STATUS_ACKNOWLEDGE);
    set_status(t, STATUS_DRIVER);
    virtio_select_write(&t->accept_select, virtio_select_bits(0));
    virtio_accept_write(&t->accept, virtio_accept_bits(0));
    virtio_select_write(&t->accept_select, virtio_select_bits(FEATURES_HIGH));
    virtio_accept_write(&t->accept, virtio_accept_bits(FEATURE_VERSION_1));
    set_status(t, STATUS_FEATURES_OK);
    if ((virtio_status_read(&t->status).bits & STATUS_FEATURES_OK) == 0) {
        return false;
    }
    virtio_select_write(&t->queue_select, virtio_select_bits(0));
    if (virtio_queue_max_read(&t->queue_max).bits == 0) {
        return false;
    }
    virtio_queue_set_write(&t->queue_size, virtio_queue_set_bits(1));
    set_address(t->descriptor, &self->queue.descriptor);
    set_address(t->driver, &self->queue.available);
    set_address(t->device_area, &self->queue.used);
    virtio_queue_set_write(&t->queue_ready, virtio_queue_set_bits(1));
    set_status(t, STATUS_DRIVER_OK);
    return true;
}

BOOT_ONLY void virtio_entropy_start(struct virtio_entropy *self) {
    for (uint32_t i = 0; i < VIRT_VIRTIO_COUNT; i++) {
        struct virtio_registers *t =
            (struct virtio_registers *)(VIRT_VIRTIO + i * VIRT_VIRTIO_BYTES);
        if (virtio_id_read(&t->magic).bits == MAGIC &&
            virtio_id_read(&t->version).bits == VERSION &&
            virtio_id_read(&t->device).bits == DEVICE_ENTROPY && begin(self, t)) {
            self->transport = t;
            self->line = VIRT_LINE_VIRTIO + i;
            arch_interrupt_enable(self->line);
            return;
        }
    }
}

/* What one side has written is to be seen by the other before what says so is (2.6.13). */
static void fence(void) {
    __asm__ volatile("fence rw, rw" ::: "memory");
}

static enum errorcode fetch(struct virtio_entropy *self, struct buffer *buffer) {
    if (self->transport == NULL) {
        return ERR_NODEVICE;
    }
    if (self->filling != NULL) {
        return ERR_BUSY;
    }
    self->filling = buffer;
    volatile struct virtio_queue *q = &self->queue;
    q->descriptor.address_low = (uint32_t)(uintptr_t)&buffer->bytes[buffer->first];
    q->descriptor.length = buffer->length;
    q->descriptor.flags = DESCRIPTOR_WRITE;
    fence();
    q->available.index = (uint16_t)(q->available.index + 1);
    fence();
    virtio_queue_set_write(&self->transport->queue_notify, virtio_queue_set_bits(0));
    return OK;
}

const struct entropy_ops virtio_entropy_ops = ENTROPY_OPS(struct virtio_entropy, fetch);

/* The device is not believed when it says how much it wrote. */
void virtio_entropy_interrupt(struct virtio_entropy *self) {
    uint32_t why = virtio_interrupt_read(&self->transport->interrupt).bits;
    virtio_acknowledge_write(&self->transport->acknowledge, virtio_acknowledge_bits(why));
    arch_interrupt_enable(self->line);
    fence();
    struct buffer *buffer = self->filling;
    if (buffer == NULL || self->queue.used.index == self->seen) {
        return;
    }
    self->seen = self->queue.used.index;
    self->filling = NULL;
    uint32_t length = self->queue.used.length;
    buffer_window(buffer, buffer->first, length < buffer->length ? length : buffer->length);
    entropy_client_fetched(self->client, buffer, length > 0 ? OK : ERR_FAIL);
}
