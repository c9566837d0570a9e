/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Who shares a serial port: the console of processes, low-level debug, kernel messages and the process
 * console. Part of a board's main.c, which includes it once, when it has declared
 *
 *     DRIVER_INDICES with CONSOLE and DEBUG
 *     static const struct uart board_uart;     its client is uart_mux_client
 *     static void reset(void);                 what the process console's command does
 *
 * and calls start_serial when the port is started. */
#ifndef BOARDS_COMMON_SERIAL_H
#define BOARDS_COMMON_SERIAL_H

#include "capsules/syscall/console.h"
#include "capsules/syscall/low_level_debug.h"
#include "capsules/system/messages.h"
#include "capsules/system/process_console.h"
#include "capsules/virtual/uart_mux.h"
#include "kernel/capability_mint.h"

#define CONSOLE_TX_BYTES 64
#define CONSOLE_RX_BYTES 64
#define MESSAGES_BYTES 128
#define PROCESS_CONSOLE_BYTES 128
#define ECHO_BYTES 128
#define SCRATCH_BYTES 64
#define DEBUG_BYTES 64
BUFFER(console_tx, CONSOLE_TX_BYTES);
BUFFER(console_rx, CONSOLE_RX_BYTES);
BUFFER(messages_tx, MESSAGES_BYTES);
BUFFER(process_console_tx, PROCESS_CONSOLE_BYTES);
BUFFER(process_console_echo, ECHO_BYTES);
BUFFER(process_console_scratch, SCRATCH_BYTES);
BUFFER(debug_tx, DEBUG_BYTES);

static const struct uart board_uart;
static struct uart_mux uart_mux = {.uart = &board_uart};
static const struct uart_client uart_mux_client =
    UART_CLIENT(struct uart_mux, uart_mux_transmitted, uart_mux_received, &uart_mux);
static struct uart_device uart_of_console;
static const struct uart uart_of_console_hil = UART_DEVICE(&uart_of_console);
static struct console_driver console_driver = CONSOLE_DRIVER(
    &uart_of_console_hil, console_tx, CONSOLE_TX_BYTES, console_rx, CONSOLE_RX_BYTES, CONSOLE);
static const struct uart_client console_client = UART_CLIENT(
    struct console_driver, console_driver_transmitted, console_driver_received, &console_driver);
static struct uart_device uart_of_console = {.mux = &uart_mux, .client = &console_client};

static struct uart_device uart_of_debug;
static const struct uart uart_of_debug_hil = UART_DEVICE(&uart_of_debug);
static struct debug_driver debug_driver =
    DEBUG_DRIVER(&uart_of_debug_hil, debug_tx, DEBUG_BYTES, DEBUG);
static const struct uart_client debug_client = UART_CLIENT(
    struct debug_driver, debug_driver_transmitted, debug_driver_received, &debug_driver);
static struct uart_device uart_of_debug = {.mux = &uart_mux, .client = &debug_client};

static struct uart_device uart_of_messages;
static const struct uart uart_of_messages_hil = UART_DEVICE(&uart_of_messages);
static struct messages_capsule messages =
    MESSAGES_CAPSULE(&uart_of_messages_hil, messages_tx, MESSAGES_BYTES);
static const struct uart_client messages_uart_client = UART_CLIENT(
    struct messages_capsule, messages_capsule_transmitted, messages_capsule_received, &messages);
static struct uart_device uart_of_messages = {.mux = &uart_mux, .client = &messages_uart_client};
static const struct message_client messages_client =
    MESSAGE_CLIENT(struct messages_capsule, messages_capsule_available, &messages);

static const struct kernel_map kernel_map; /* boards/common/services.h */
static struct uart_device uart_of_process_console;
static const struct uart uart_of_process_console_hil = UART_DEVICE(&uart_of_process_console);
static struct process_console process_console;
static const struct process_console_config process_console_config = PROCESS_CONSOLE_CONFIG(
    &uart_of_process_console_hil, process_console_tx, PROCESS_CONSOLE_BYTES, process_console_echo,
    ECHO_BYTES, process_console_scratch, SCRATCH_BYTES, &kernel_map, reset,
    CAPABILITY_MINT(process_management_capability), CAPABILITY_MINT(panic_capability));
static const struct uart_client process_console_client =
    UART_CLIENT(struct process_console, process_console_transmitted, process_console_received,
                &process_console);
static struct uart_device uart_of_process_console = {.mux = &uart_mux,
                                                     .client = &process_console_client};

static void start_serial(void) {
    uart_device_add(&uart_of_console);
    uart_device_add(&uart_of_debug);
    uart_device_add(&uart_of_process_console);
    uart_device_add(&uart_of_messages);
}

/* After everything else has been started: what they say is about it. */
static void start_talking(void) {
    messages_start(&messages_client);
    process_console_start(&process_console, &process_console_config);
}

#endif
