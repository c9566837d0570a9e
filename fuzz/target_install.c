/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What comes over a serial port that programs are installed through (docs/install.md): bytes that are nothing,
 * frames that are good but for what is in them, whole transfers with a lie somewhere, the power going in
 * between. Whatever it is: the port answers or is silent, the device is used as hil/flash.h wants, and after
 * each step the list of programs is sound. */
#include "capsules/install/install_port.h"
#include "fuzz/state.h"
#include "kernel/app_list.h"
#include "kernel/capability_mint.h"
#include "kernel/deferred_call.h"
#include "kernel/loader_async.h"
#include "tests/unit/fake_devices.h"
#include "tests/unit/machine.h"

#define PAGE 512u
#define PAGES 24u
#define APPS_END (FLASH_START + PAGES * PAGE)
#define FLASH_BYTES ((PAGES + INSTALLER_JOURNAL_PAGES) * PAGE)

enum {
    HELLO = 1,
    LIST,
    PREPARE,
    OFFER,
    DATA,
    FINISH,
    ABORT,
    REMOVE,
    FLAGS,
    READ,
};

/* ---- Flash, of which a word can be cleared and a page erased, until the power goes ---- */

enum operation {
    RESTS,
    READS,
    WRITES,
    ERASES
};

struct device {
    enum operation operation;
    uint32_t offset;
    struct buffer *buffer;
    const struct flash_client *client;
    uint32_t left; /* changes until the power goes; 0: it stays */
    bool is_dead;
    struct deferred_call turn;
};

static enum errorcode begin(struct device *self, enum operation what, uint32_t offset,
                            struct buffer *buffer) {
    EXPECT(self->operation == RESTS && offset < FLASH_BYTES);
    EXPECT(buffer == NULL || (offset % 4 == 0 && buffer->length != 0 && buffer->length % 4 == 0 &&
                              buffer->length <= FLASH_BYTES - offset));
    self->operation = what;
    self->offset = offset;
    self->buffer = buffer;
    deferred_call_set(&self->turn);
    return OK;
}
static enum errorcode read(struct device *self, uint32_t offset, struct buffer *buffer) {
    return begin(self, READS, offset, buffer);
}
static enum errorcode write(struct device *self, uint32_t offset, struct buffer *buffer) {
    return begin(self, WRITES, offset, buffer);
}
static enum errorcode erase(struct device *self, uint32_t offset) {
    EXPECT(offset % PAGE == 0);
    return begin(self, ERASES, offset, NULL);
}
static const struct flash_ops flash_ops = FLASH_OPS(struct device, read, write, erase);

static bool is_cut(struct device *self) {
    self->is_dead = self->left == 1;
    self->left -= self->left != 0 ? 1 : 0;
    return self->is_dead;
}

static void change(struct device *self) {
    uint8_t *there = bytes_at(FLASH_START + self->offset);
    if (self->operation == ERASES) {
        memset(there, 0xFF, is_cut(self) ? PAGE / 2 : PAGE);
        return;
    }
    for (uint32_t i = 0; i < self->buffer->length; i++) {
        if (i % 4 == 0 && is_cut(self)) {
            return;
        }
        there[i] &= buffer_get(self->buffer, i);
    }
}

static void turn(struct device *self) {
    enum operation operation = self->operation;
    if (operation == READS) {
        memcpy(self->buffer->bytes, bytes_at(FLASH_START + self->offset), self->buffer->length);
    } else {
        change(self);
    }
    if (self->is_dead) {
        return;
    }
    self->operation = RESTS;
    if (operation == READS) {
        flash_client_read(self->client, self->buffer, OK);
    } else if (operation == WRITES) {
        flash_client_written(self->client, self->buffer, OK);
    } else {
        flash_client_erased(self->client, OK);
    }
}

static struct device device;
static const struct flash flash = {&flash_ops, SELF(struct device, &device), FLASH_BYTES, PAGE, 4};

/* ---- The board ---- */

static struct fake_alarm clock_of_board;
static const struct alarm alarm = FAKE_ALARM(&clock_of_board);
static struct fake_uart wire;
static const struct uart uart = FAKE_UART(&wire);

static uint32_t texts; /* bytes that the port took for no frame */
static void text_sent(uint32_t *count, struct buffer *buffer, enum errorcode status) {
    (void)count;
    (void)buffer;
    (void)status;
}
static void text_came(uint32_t *count, uint8_t byte, enum errorcode status) {
    EXPECT(byte != 0 || status != OK);
    (*count)++;
}
static const struct uart_client text_client = UART_CLIENT(uint32_t, text_sent, text_came, &texts);

BUFFER(work, INSTALLER_WORK_BYTES);
BUFFER(manifest, INSTALLER_MANIFEST_BYTES);
BUFFER(body, INSTALL_PORT_BODY_BYTES);
BUFFER(tx, INSTALL_PORT_TX_BYTES);
static struct installer installer;
static struct install_port port;
static const struct program_client judge =
    PROGRAM_CLIENT(struct installer, installer_judged, &installer);
static const struct program_client port_of_installer =
    PROGRAM_CLIENT(struct install_port, install_port_done, &port);
static const struct flash_client flash_client =
    FLASH_CLIENT(struct installer, installer_read, installer_written, installer_erased, &installer);
static const struct uart_client wire_client =
    UART_CLIENT(struct install_port, install_port_transmitted, install_port_received, &port);

struct policy {
    int none;
};
static struct policy policy_object;
static enum errorcode check_credential(struct policy *self, const struct credential *c) {
    (void)self;
    (void)c;
    return ERR_NOSUPPORT;
}
static const struct credential_policy_ops policy_ops =
    CREDENTIAL_POLICY_OPS(struct policy, check_credential, false);
static const struct credential_policy policy = {&policy_ops, SELF(struct policy, &policy_object)};

static void run(void) {
    for (unsigned i = 0; (kernel.work & WORK_DEFERRED) != 0 || fake_uart_is_busy(&wire); i++) {
        EXPECT(i < 50000);
        deferred_call_run();
        if (fake_uart_is_busy(&wire)) {
            fake_uart_complete(&wire);
        }
        if (device.is_dead) {
            return;
        }
    }
}

/* All that RAM held is gone. */
static void power_on(void) {
    for (uint32_t slot = 0; slot < PROCESS_SLOTS; slot++) {
        kernel.slots[slot] = NULL;
        ready_set_remove(&kernel.ready, slot);
    }
    deferred_call_run(); /* what was due is nobody's any more: the objects are made anew */
    kernel.work = 0;
    kernel.current = NULL;
    wire = (struct fake_uart){.client = &wire_client, .receiving = true};
    device = (struct device){.client = &flash_client,
                             .turn = DEFERRED_CALL(struct device, turn, &device)};
    installer = (struct installer)INSTALLER_OBJECT(
        &installer, &flash, &alarm, work, INSTALLER_WORK_BYTES, manifest, INSTALLER_MANIFEST_BYTES,
        &judge, CAPABILITY_MINT(process_loading_capability));
    port = (struct install_port)INSTALL_PORT(
        &uart, &text_client, &alarm, &installer, &port_of_installer, body, INSTALL_PORT_BODY_BYTES,
        tx, INSTALL_PORT_TX_BYTES, "cortex-m3", CAPABILITY_MINT(process_loading_capability));
    loader_prepare((struct range){FLASH_START, APPS_END}, (struct range){RAM_START, RAM_END},
                   &policy, CAPABILITY_MINT(process_loading_capability));
    installer_start(&installer);
    run();
}

static bool tells; /* for whoever looks at an input that failed: FUZZ_TELL=1 */

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    tells = getenv("FUZZ_TELL") != NULL;
    memset(bytes_at(FLASH_START), 0xFF, FLASH_BYTES);
    power_on();
    state_save();
    return 0;
}

static void check_list(void) {
    static struct app_list list;
    app_list_read(&list, bytes_at(FLASH_START), (struct range){FLASH_START, APPS_END});
    EXPECT(list.is_complete);
    if (tells) {
        fprintf(stderr, "%u objects\n", list.count);
    }
    uint32_t next = FLASH_START;
    for (uint32_t i = 0; i < list.count; i++) {
        EXPECT(list.objects[i].start == next && list.objects[i].size <= APPS_END - next);
        next += list.objects[i].size;
    }
}

/* ---- The wire ---- */

static void receive(uint8_t byte) {
    if (wire.receiving) {
        uart_client_received(&wire_client, byte, OK);
    }
}

static uint32_t sum_of(const uint8_t *bytes, uint32_t length) {
    uint32_t sum = 0xFFFFFFFFu;
    for (uint32_t i = 0; i < length; i++) {
        sum ^= bytes[i];
        for (int k = 0; k < 8; k++) {
            sum = sum >> 1 ^ (0xEDB88320u & -(sum & 1));
        }
    }
    return ~sum;
}

static uint8_t sequence;

/* A frame with its check, coded (COBS) between zeros. */
static void send_frame(uint8_t type, const uint8_t *payload, uint32_t length) {
    static uint8_t raw[INSTALL_PORT_BODY_BYTES + 600];
    raw[0] = type;
    raw[1] = sequence++;
    memcpy(raw + 2, payload, length);
    length += 2;
    uint32_t sum = sum_of(raw, length);
    memcpy(raw + length, &sum, sizeof sum);
    length += 4;
    receive(0);
    for (uint32_t from = 0, at = 0; at <= length; at++) {
        if (at == length || raw[at] == 0 || at - from == 254) {
            receive((uint8_t)(at - from + 1));
            for (uint32_t i = from; i < at; i++) {
                receive(raw[i]);
            }
            from = at < length && raw[at] == 0 ? at + 1 : at;
            if (at == length) {
                break;
            }
        }
    }
    receive(0);
    run();
}

/* ---- Steps ---- */

static void step_bytes(struct input *in) {
    for (uint32_t n = input_byte(in) % 32; n > 0; n--) {
        receive(input_byte(in));
    }
    run();
}

static void step_frame(struct input *in) {
    uint8_t payload[64];
    uint8_t type = input_byte(in) % 12;
    uint32_t length = input_byte(in) % sizeof payload;
    for (uint32_t i = 0; i < length; i++) {
        payload[i] = input_byte(in);
    }
    send_frame(type, payload, length);
}

/* A program, with one byte of what is said about it wrong if the input wants that. */
static void step_transfer(struct input *in) {
    static struct tbf_builder b;
    static uint8_t payload[INSTALL_PORT_DATA + 16];
    char name[2] = {(char)('a' + input_byte(in) % 4), 0};
    uint32_t size = 256u << input_byte(in) % 4;
    uint8_t mode = input_byte(in) % 6, lie = input_byte(in), where = input_byte(in);
    tbf_begin(&b);
    tbf_program(&b, 0, 0, 64, size, input_byte(in) % 4);
    tbf_name(&b, name);
    tbf_kernel_version(&b, 2, 0);
    tbf_finish(&b, size, 1);
    memset(b.bytes + b.header_size, name[0], size - b.header_size);
    uint32_t header = b.header_size, sum = sum_of(b.bytes, size);
    if (lie == 1) {
        b.bytes[where % header] ^= 0x10;
    }
    for (uint32_t at = 0; at < header + PROGRAM_DIGESTS_BYTES;) {
        uint32_t length = header + PROGRAM_DIGESTS_BYTES - at;
        length = length < 100 ? length : 100;
        payload[0] = (uint8_t)at;
        payload[1] = (uint8_t)(at >> 8);
        for (uint32_t i = 0; i < length; i++) {
            payload[2 + i] = at + i < header ? b.bytes[at + i] : 0;
        }
        send_frame(PREPARE, payload, 2 + length);
        at += length;
    }
    uint16_t lengths[2] = {(uint16_t)header, (uint16_t)(header + PROGRAM_DIGESTS_BYTES)};
    memcpy(payload, &size, 4);
    memcpy(payload + 4, &sum, 4);
    memcpy(payload + 8, &size, 4);
    memcpy(payload + 12, lengths, 4);
    payload[16] = mode;
    if (lie == 2) {
        payload[where % 17] ^= (uint8_t)(where | 1);
    }
    send_frame(OFFER, payload, 17);
    for (uint32_t at = header; at < size; at += 256) {
        uint32_t length = size - at < 256 ? size - at : 256;
        memcpy(payload, &at, 4);
        memcpy(payload + 4, b.bytes + at, length);
        if (lie == 3 && where % 4 == at / 256) {
            payload[where % 8] ^= 1;
        }
        if (lie != 4 || where % 4 != at / 256) {
            send_frame(DATA, payload, 4 + length);
        }
    }
    if (lie != 5) {
        send_frame(FINISH, payload, 0);
    }
}

/* A program that may be there goes, gets other flags, or is read. */
static void step_installed(struct input *in, uint8_t how) {
    uint8_t payload[8] = {how & 1, how >> 1 & 3, (uint8_t)('a' + input_byte(in) % 4)};
    uint32_t address = FLASH_START + 256u * (how >> 2), offset = 4u * payload[2];
    switch (how & 3) {
    case 0:
    case 1:
        payload[1] = payload[2];
        send_frame(REMOVE, payload, 2);
        break;
    case 2:
        payload[0] = how >> 2 & 3;
        payload[1] = ~payload[0] & 3;
        send_frame(FLAGS, payload, 3);
        break;
    default:
        memcpy(payload, &address, 4);
        memcpy(payload + 4, &offset, 4);
        send_frame(READ, payload, 8);
        break;
    }
}

static void do_step(struct input *in) {
    uint8_t what = input_byte(in);
    switch (what % 8) {
    case 0:
        step_bytes(in);
        break;
    case 1:
        step_frame(in);
        break;
    case 2:
        step_installed(in, what >> 3);
        break;
    case 3: /* the power goes, some changes from now */
        device.left = 1u + input_byte(in) * (1u + (what >> 4));
        break;
    case 4:
        fake_alarm_pass(&clock_of_board, FAKE_ALARM_HZ);
        break;
    default:
        step_transfer(in);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct input in = {data, size};
    if (size > 300) {
        return 0;
    }
    state_restore();
    while (in.left != 0) {
        do_step(&in);
        if (device.is_dead) {
            power_on();
        }
        check_list();
        fake_uart_forget(&wire);
    }
    device.left = 0;
    power_on();
    check_list();
    return 0;
}
