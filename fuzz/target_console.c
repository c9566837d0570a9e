/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What somebody types at the process console, byte by byte, wire errors and a slow wire among it. Whatever
 * it is: no byte is sent that a terminal would take for something else, the console comes back with a
 * prompt, and processes are in states that there are. */
#include "capsules/system/process_console.h"
#include "fuzz/state.h"
#include "kernel/capability_mint.h"
#include "tests/unit/capsules.h"
#include "tests/unit/fake_board.h"
#include "tests/unit/fake_devices.h"
#include "tests/unit/probe.h"

#define TX_BYTES PROCESS_CONSOLE_BUFFER_MIN
#define ECHO_BYTES PROCESS_CONSOLE_ECHO_MIN
#define TYPED_MAX 400u

DRIVER_INDICES(PROBE_DRIVERS);
DRIVER_TABLE(PROBE_DRIVERS);

static struct fake_uart port;
static const struct uart uart = FAKE_UART(&port);
BUFFER(tx, TX_BYTES);
BUFFER(echo, ECHO_BYTES);
BUFFER(scratch, LINE_BYTES);
static const struct kernel_map map = {{
    {TEXT_INITIALISER("BSS     "), {0x20000100, 0x20000300}},
    {TEXT_INITIALISER("Relocate"), {0x20000100, 0x20000100}},
    {TEXT_INITIALISER("Stack   "), {0x20000000, 0x20000100}},
    {TEXT_INITIALISER("RoData  "), {0x00008000, 0x00009000}},
    {TEXT_INITIALISER("Code    "), {0x00000000, 0x00008000}},
}};

static unsigned resets;
static void reset(void) {
    resets++;
}

static const struct process_console_config config = PROCESS_CONSOLE_CONFIG(
    &uart, tx, TX_BYTES, echo, ECHO_BYTES, scratch, LINE_BYTES, &map, reset,
    CAPABILITY_MINT(process_management_capability), CAPABILITY_MINT(panic_capability));
static struct process_console console;
static const struct uart_client port_client = UART_CLIENT(
    struct process_console, process_console_transmitted, process_console_received, &console);

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    boot_apps(3);
    port.client = &port_client;
    process_console_start(&console, &config);
    fake_uart_drain(&port);
    state_save();
    return 0;
}

/* A terminal shows it, moves its cursor, or knows the sequence: nothing of what was typed comes back
 * as a control character. */
static void check_sent(void) {
    for (uint32_t i = 0; i < port.sent_length; i++) {
        uint8_t byte = (uint8_t)port.sent[i];
        EXPECT(byte >= ' ' || byte == '\r' || byte == '\n' || byte == '\b' || byte == 0x1B ||
               byte == '\a');
        EXPECT(byte != 0x1B || port.sent[i + 1] == '[');
        EXPECT(byte != 0x7F);
    }
    fake_uart_forget(&port);
}

/* Until nothing is on the wire. What was typed meanwhile is kept, a line of it, and each byte can be a Tab
 * that lists all commands: it takes long, but it ends. */
static void drain(void) {
    for (uint32_t i = 0; fake_uart_is_busy(&port); i++) {
        EXPECT(i < LINE_BYTES * 100u);
        fake_uart_complete(&port);
        if (port.sent_length > sizeof port.sent / 2) {
            check_sent();
        }
    }
}

static bool is_a_state(const struct process *p) {
    return p->state <= PROCESS_TERMINATED && (!p->stopped || process_is_alive(p));
}

static void settle(void) {
    drain();
    machine_turn();
    drain();
    check_sent();
    fake_board_forget();
    for (uint32_t i = 0; i < 3; i++) {
        EXPECT(is_a_state(kernel.slots[i]));
        EXPECT(layout_valid(&kernel.slots[i]->memory));
    }
}

static void type(uint8_t byte) {
    if (byte == 0x01) { /* a byte that came with an error */
        uart_client_received(port.client, byte, ERR_FAIL);
    } else if (byte == 0x02 && fake_uart_is_busy(&port)) { /* the wire takes time */
        fake_uart_complete(&port);
    } else if (byte == 0x03) {
        settle();
    } else {
        uart_client_received(port.client, byte, OK);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > TYPED_MAX) {
        return 0;
    }
    state_restore();
    /* What ends the kernel, as it should. */
    fake_board.halt_expected = true;
    if (setjmp(fake_board.halt) != 0) {
        return 0;
    }
    for (size_t i = 0; i < size; i++) {
        type(data[i]);
        if (port.sent_length > sizeof port.sent / 2) {
            check_sent();
        }
    }
    settle();
    static const char clear[] = "\r\r\r";
    for (const char *at = clear; *at != 0; at++) {
        type((uint8_t)*at);
        drain();
    }
    static const char prompt[] = "tock$ ";
    uint32_t length = sizeof prompt - 1;
    EXPECT(console.hibernating ||
           (port.sent_length >= length &&
            memcmp(&port.sent[port.sent_length - length], prompt, length) == 0));
    settle();
    return 0;
}
