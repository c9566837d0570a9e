/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The virtio entropy device, on a memory-mapped transport.
 * Source: Virtual I/O Device (VIRTIO) 1.1, sections 2.6 (split virtqueues), 3.1, 4.2 and 5.4. */
#ifndef CHIPS_QEMU_VIRT_ENTROPY_H
#define CHIPS_QEMU_VIRT_ENTROPY_H

#include "hil/entropy.h"

#include <stddef.h>
#include <stdint.h>

struct virtio_registers;

/* A queue of one descriptor. Driver and device both read and write it, so it keeps its place. */
struct virtio_queue {
    struct {
        uint32_t address_low;
        uint32_t address_high;
        uint32_t length;
        uint16_t flags;
        uint16_t next;
    } descriptor __attribute__((aligned(16)));
    struct {
        uint16_t flags;
        uint16_t index;
        uint16_t ring[1];
        uint16_t unused; /* by what has been agreed upon, as is that of `used` */
    } available;
    struct {
        uint16_t flags;
        uint16_t index;
        uint32_t id;
        uint32_t length;
        uint16_t unused;
    } used;
};
_Static_assert(offsetof(struct virtio_queue, used) % 4 == 0, "2.6");

struct virtio_entropy {
    const struct entropy_client *client;
    struct virtio_registers *transport; /* NULL: there is no such device, or it has given up */
    uint32_t line;
    struct buffer *filling; /* NULL: nothing */
    uint16_t seen;          /* the index of what the device had used before that */
    volatile struct virtio_queue queue;
};

extern const struct entropy_ops virtio_entropy_ops;
#define VIRTIO_ENTROPY(object_) \
    { .ops = &virtio_entropy_ops, .self = SELF(struct virtio_entropy, object_) }

/* Looks for the device among the machine's transports and starts it. A transport from before the standard
 * (QEMU's default) is passed over. */
void virtio_entropy_start(struct virtio_entropy *self);

/* The bottom half of its line. */
void virtio_entropy_interrupt(struct virtio_entropy *self);

#endif
