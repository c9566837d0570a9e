/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The driver of the virtio entropy device (chips/qemu_virt/entropy.c), with the test as the device: the
 * transports are plain memory at their addresses, and what a device does is written there. */
#include "chips/qemu_virt/entropy.h"

#include "chips/qemu_virt/lines.h"
#include "tests/unit/fake_arch.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

/* VIRTIO 1.1, 4.2.2 */
enum {
    MAGIC = 0x000,
    VERSION = 0x004,
    DEVICE = 0x008,
    OFFER = 0x010,
    ACCEPT = 0x020,
    QUEUE_MAX = 0x034,
    QUEUE_SIZE = 0x038,
    QUEUE_READY = 0x044,
    QUEUE_NOTIFY = 0x050,
    INTERRUPT = 0x060,
    ACKNOWLEDGE = 0x064,
    STATUS = 0x070,
    DESCRIPTOR_LOW = 0x080,
    DRIVER_LOW = 0x090,
    DEVICE_LOW = 0x0A0,
};
#define IS_VIRTIO 0x74726976u
#define IS_ENTROPY 4u
#define RUNNING 0x0Fu
#define NEEDS_RESET 0x40u
#define FAILED 0x80u
#define JUNK 0x5A5A5A5Au /* of registers that nobody has written */
#define AT 3             /* the transport of the device */

static __attribute__((constructor)) void build_transports(void) {
    void *wanted = (void *)(uintptr_t)VIRT_VIRTIO;
    void *got = mmap(wanted, VIRT_VIRTIO_COUNT * VIRT_VIRTIO_BYTES, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (got != wanted) {
        perror("the transports' registers");
        exit(EXIT_FAILURE);
    }
}

static volatile uint32_t *reg(uint32_t transport, uint32_t offset) {
    return (uint32_t *)(uintptr_t)(VIRT_VIRTIO + transport * VIRT_VIRTIO_BYTES + offset);
}

/* ---- The client ---- */

struct client {
    unsigned fetched;
    struct buffer *buffer;
    enum errorcode status;
};
static struct client client;

static void on_fetched(struct client *self, struct buffer *buffer, enum errorcode status) {
    self->fetched++;
    self->buffer = buffer;
    self->status = status;
}

static const struct entropy_client client_hil = ENTROPY_CLIENT(struct client, on_fetched, &client);
static struct virtio_entropy driver = {.client = &client_hil};
static const struct entropy entropy = VIRTIO_ENTROPY(&driver);

#define BYTES 16
BUFFER(buffer, BYTES);

static void assert_fetched(unsigned count, enum errorcode status, uint32_t length) {
    assert_int_equal(client.fetched, count);
    assert_ptr_equal(client.buffer, &buffer);
    assert_int_equal(client.status, status);
    assert_int_equal(buffer.length, length);
}

/* ---- The device ---- */

static void plug_in(uint32_t transport, uint32_t version, uint32_t device) {
    *reg(transport, MAGIC) = IS_VIRTIO;
    *reg(transport, VERSION) = version;
    *reg(transport, DEVICE) = device;
    *reg(transport, OFFER) = 0x30000001;
    *reg(transport, QUEUE_MAX) = 8;
    *reg(transport, STATUS) = JUNK;
    *reg(transport, QUEUE_NOTIFY) = JUNK;
}

static void interrupt(uint32_t why) {
    *reg(AT, INTERRUPT) = why;
    virtio_entropy_interrupt(&driver);
}

static void start(void) {
    plug_in(AT, 2, IS_ENTROPY);
    virtio_entropy_start(&driver);
}

static enum errorcode fetch(void) {
    return entropy_fetch(&entropy, &buffer);
}

/* Asks for the whole buffer. */
static void begin(void) {
    buffer_window(&buffer, 0, BYTES);
    enum errorcode error = fetch();
    assert_int_equal(error, OK);
}

/* The device says that it has used the buffer, and has written so many bytes. */
static void use(uint32_t length) {
    driver.queue.used.length = length;
    driver.queue.used.index++;
}

/* ---- At the start ---- */

TEST(test_the_device_is_told_where_its_queue_is) {
    start();
    assert_int_equal(*reg(AT, STATUS), RUNNING);
    assert_int_equal(*reg(AT, ACCEPT), 1); /* of the high word */
    assert_int_equal(*reg(AT, QUEUE_SIZE), 1);
    assert_int_equal(*reg(AT, QUEUE_READY), 1);
    assert_int_equal(*reg(AT, DESCRIPTOR_LOW), (uint32_t)(uintptr_t)&driver.queue.descriptor);
    assert_int_equal(*reg(AT, DRIVER_LOW), (uint32_t)(uintptr_t)&driver.queue.available);
    assert_int_equal(*reg(AT, DEVICE_LOW), (uint32_t)(uintptr_t)&driver.queue.used);
    assert_int_equal(*reg(AT, QUEUE_NOTIFY), JUNK);
    assert_true(fake_arch.interrupts_enabled == 1u << (VIRT_LINE_VIRTIO + AT));
}

TEST(test_the_parts_of_the_queue_are_as_large_and_as_aligned_as_they_have_to_be) {
    assert_int_equal((uintptr_t)&driver.queue.descriptor % 16, 0);
    assert_int_equal((uintptr_t)&driver.queue.available % 2, 0);
    assert_int_equal((uintptr_t)&driver.queue.used % 4, 0);
    assert_int_equal(sizeof driver.queue.descriptor, 16);
    assert_int_equal(sizeof driver.queue.available, 6 + 2);
    assert_true(sizeof driver.queue.used >= 6 + 8);
    assert_int_equal(offsetof(struct virtio_queue, used.id), 16 + 8 + 4);
}

static void assert_no_device(void) {
    buffer_window(&buffer, 0, BYTES);
    enum errorcode error = fetch();
    assert_int_equal(error, ERR_NODEVICE);
    virtio_entropy_interrupt(&driver); /* a stray one */
    assert_int_equal(client.fetched, 0);
    assert_true(fake_arch.interrupts_enabled == 0);
}

TEST(test_without_a_transport_there_is_no_device) {
    virtio_entropy_start(&driver);
    assert_no_device();
}

TEST(test_other_devices_are_left_alone) {
    plug_in(0, 2, 0); /* nothing is plugged in */
    plug_in(1, 2, 1); /* a network card */
    plug_in(2, 2, IS_ENTROPY);
    *reg(2, MAGIC) = 0; /* no transport at all */
    virtio_entropy_start(&driver);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(*reg(i, STATUS), JUNK);
    }
    assert_no_device();
}

TEST(test_a_transport_from_before_the_standard_is_left_alone) {
    plug_in(0, 1, IS_ENTROPY);
    virtio_entropy_start(&driver);
    assert_int_equal(*reg(0, STATUS), JUNK);
    assert_no_device();
}

TEST(test_a_device_that_does_not_offer_the_standard_is_given_up) {
    plug_in(0, 2, IS_ENTROPY);
    *reg(0, OFFER) = 0x30000000;
    *reg(0, ACCEPT) = JUNK;
    virtio_entropy_start(&driver);
    assert_int_equal(*reg(0, STATUS), FAILED);
    assert_int_equal(*reg(0, ACCEPT), JUNK);
    assert_no_device();
}

TEST(test_a_device_without_a_queue_is_given_up_and_the_next_one_taken) {
    plug_in(0, 2, IS_ENTROPY);
    *reg(0, QUEUE_MAX) = 0;
    start();
    assert_int_equal(*reg(0, STATUS), FAILED);
    assert_int_equal(*reg(AT, STATUS), RUNNING);
    begin();
}

/* ---- Fetching ---- */

TEST(test_the_device_gets_the_window_of_the_buffer) {
    start();
    buffer_window(&buffer, 3, 7);
    enum errorcode error = fetch();
    assert_int_equal(error, OK);
    assert_int_equal(driver.queue.descriptor.address_low, (uint32_t)(uintptr_t)&buffer_bytes[3]);
    assert_int_equal(driver.queue.descriptor.address_high, 0);
    assert_int_equal(driver.queue.descriptor.length, 7);
    assert_int_equal(driver.queue.descriptor.flags, 2); /* it writes, and there is no next one */
    assert_int_equal(driver.queue.available.flags, 0);
    assert_int_equal(driver.queue.available.index, 1);
    assert_int_equal(driver.queue.available.ring[0], 0);
    assert_int_equal(*reg(AT, QUEUE_NOTIFY), 0);
    memset(buffer_bytes + 3, 'r', 7);
    use(7);
    interrupt(1);
    assert_fetched(1, OK, 7);
    assert_int_equal(buffer.first, 3);
    assert_int_equal(buffer_get(&buffer, 6), 'r');
    assert_int_equal(*reg(AT, ACKNOWLEDGE), 1);
}

TEST(test_only_one_buffer_is_filled_at_a_time) {
    start();
    begin();
    enum errorcode error = fetch();
    assert_int_equal(error, ERR_BUSY);
    assert_int_equal(driver.queue.available.index, 1);
    use(BYTES);
    interrupt(1);
    assert_fetched(1, OK, BYTES);
    begin();
}

TEST(test_there_is_nothing_to_be_filled_in_an_empty_window) {
    start();
    buffer_clear(&buffer);
    enum errorcode error = fetch();
    assert_int_equal(error, ERR_INVAL);
    error = entropy_fetch(&entropy, NULL);
    assert_int_equal(error, ERR_INVAL);
    assert_int_equal(driver.queue.available.index, 0);
}

TEST(test_the_indices_wrap) {
    start();
    for (unsigned i = 1; i <= 0x10000 + 3; i++) {
        UNIT_CONTEXT("fetch %u", i);
        begin();
        assert_int_equal(driver.queue.available.index, (uint16_t)i);
        use(1 + i % BYTES);
        interrupt(1);
        assert_fetched(i, OK, 1 + i % BYTES);
    }
}

/* ---- A device that does not do what it should ---- */

TEST(test_a_device_that_has_written_less_than_it_was_asked_for_is_believed) {
    start();
    begin();
    use(1);
    interrupt(1);
    assert_fetched(1, OK, 1);
}

TEST(test_a_device_that_has_written_nothing_has_failed) {
    start();
    begin();
    use(0);
    interrupt(1);
    assert_fetched(1, ERR_FAIL, 0);
}

TEST(test_a_device_that_claims_more_than_the_window_is_not_believed) {
    start();
    buffer_window(&buffer, 4, 8);
    enum errorcode error = fetch();
    assert_int_equal(error, OK);
    use(UINT32_MAX);
    interrupt(1);
    assert_fetched(1, OK, 8);
    assert_int_equal(buffer.first, 4);
}

TEST(test_an_interrupt_before_anything_is_used_changes_nothing) {
    start();
    interrupt(1); /* nothing has been asked for */
    begin();
    interrupt(1);
    interrupt(0);
    interrupt(2); /* the configuration has changed, which means nothing here */
    assert_int_equal(client.fetched, 0);
    use(BYTES);
    interrupt(1);
    assert_fetched(1, OK, BYTES);
    interrupt(1);
    assert_int_equal(client.fetched, 1);
    assert_true(fake_arch.interrupts_enabled == 1u << (VIRT_LINE_VIRTIO + AT));
}

TEST(test_what_is_used_without_having_been_offered_is_not_taken_for_the_next_fetch) {
    start();
    use(BYTES);
    interrupt(1);
    use(BYTES); /* and without an interrupt */
    begin();
    interrupt(1);
    assert_int_equal(client.fetched, 0);
    use(BYTES);
    interrupt(1);
    assert_fetched(1, OK, BYTES);
}

TEST(test_reasons_that_there_are_not_are_not_acknowledged) {
    start();
    interrupt(0xFFFFFFFFu);
    assert_int_equal(*reg(AT, ACKNOWLEDGE), 3);
}

TEST(test_a_device_that_wants_to_be_reset_is_given_up_with_its_buffer) {
    start();
    begin();
    *reg(AT, STATUS) = RUNNING | NEEDS_RESET;
    interrupt(2);
    assert_int_equal(*reg(AT, STATUS), 0);
    assert_fetched(1, ERR_FAIL, 0);
    enum errorcode error = fetch();
    assert_int_equal(error, ERR_INVAL); /* the window is empty */
    buffer_window(&buffer, 0, BYTES);
    error = fetch();
    assert_int_equal(error, ERR_NODEVICE);
    interrupt(1);
    assert_int_equal(client.fetched, 1);
}

TEST(test_a_device_that_wants_to_be_reset_with_nothing_to_do_is_given_up) {
    start();
    *reg(AT, STATUS) = RUNNING | NEEDS_RESET;
    interrupt(2);
    assert_int_equal(client.fetched, 0);
    buffer_window(&buffer, 0, BYTES);
    enum errorcode error = fetch();
    assert_int_equal(error, ERR_NODEVICE);
}
