/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* QEMU's RISC-V machine "virt": who is there, and who is wired to whom. Nothing is decided at run
 * time; what is constant lies in flash. */
#include "arch/riscv/start.h"
#include "capsules/syscall/alarm.h"
#include "capsules/syscall/rng.h"
#include "chips/qemu_virt/entropy.h"
#include "chips/qemu_virt/lines.h"
#include "chips/qemu_virt/test_device.h"
#include "chips/qemu_virt/timer.h"
#include "chips/qemu_virt/uart.h"
#include "kernel/boot.h"
#include "kernel/capability_mint.h"
#include "kernel/capsule_fault.h"
#include "kernel/main_loop.h"
#include "kernel/panic.h"
#include "kernel/process.h"

#define UART_DIVISOR 2u /* 3.6864 MHz / (16 * 2): 115200 baud */
#define STATUS_PANIC 1u

#include "boards/common/extra.h"
#include INSTALL_WIRING
#include STORAGE_WIRING

/* ---- Drivers ---- */

#define DRIVERS(X)                                                                             \
    X(ALARM, DRIVER_ALARM, const struct alarm_driver, &alarm_driver, alarm_driver_command,     \
      &alarm_apps_layout)                                                                      \
    X(CONSOLE, DRIVER_CONSOLE, struct console_driver, &console_driver, console_driver_command, \
      &console_apps_layout)                                                                    \
    X(DEBUG, DRIVER_LOW_LEVEL_DEBUG, struct debug_driver, &debug_driver, debug_driver_command, \
      &debug_apps_layout)                                                                      \
    X(RNG, DRIVER_RNG, struct rng_driver, &rng_driver, rng_driver_command, &rng_apps_layout)   \
    X(IPC, DRIVER_IPC, struct ipc, &ipc, ipc_command, &ipc_apps_layout)                        \
    X(PROCESS_INFO, DRIVER_PROCESS_INFO, struct process_info_driver, &process_info_driver,     \
      process_info_driver_command, &process_info_apps_layout)                                  \
    INSTALL_DRIVERS(X)                                                                         \
    STORAGE_DRIVERS(X)                                                                         \
    CRYPTO_DRIVERS(X)                                                                          \
    EXTRA_DRIVERS(X)

DRIVER_INDICES(DRIVERS);

/* ---- Time ---- */

/* The alarms of processes are the only ones here, so their driver has the timer for itself. */
static const struct virt_alarm chip_alarm;
static const struct alarm chip_alarm_hil = VIRT_ALARM(&chip_alarm);
static struct alarm_order alarm_order;
static const struct alarm_driver alarm_driver = {
    .alarm = &chip_alarm_hil,
    .apps = GRANT_HANDLE(ALARM),
    .order = &alarm_order,
};
static const struct alarm_client alarm_driver_client =
    ALARM_CLIENT(const struct alarm_driver, alarm_driver_fired, &alarm_driver);
static const struct virt_alarm chip_alarm = {.client = &alarm_driver_client};

static const struct virt_slice slice_timer;
const struct slice_timer board_slice_timer = VIRT_SLICE(&slice_timer);

/* ---- Serial port ---- */

static struct uart16550 uart0;
static const struct uart board_uart = UART16550(&uart0);
static void reset(void);

#include "boards/common/serial.h"

/* ---- Programs ---- */

/* What is RAM is treated as flash, the pages of the journal included (board.mk). */
#define APP_FLASH_START 0x80100000u /* board.mk: APPS_AT */
#define APP_FLASH_PAGES 256u
#define APP_ARCHITECTURES "rv32imac"

#define INSTALL_OBJECTS
#include INSTALL_WIRING

static struct uart16550 uart0 =
    UART16550_OBJECT(&uart0, VIRT_UART0, VIRT_LINE_UART, &SERIAL_CLIENT);

/* ---- Entropy ---- */

#define RNG_BYTES 32
BUFFER(rng_buffer, RNG_BYTES);
static struct virtio_entropy entropy;
static const struct entropy entropy_hil = VIRTIO_ENTROPY(&entropy);
static struct rng_driver rng_driver = RNG_DRIVER(&entropy_hil, rng_buffer, RNG_BYTES, RNG);
static const struct entropy_client rng_client =
    ENTROPY_CLIENT(struct rng_driver, rng_driver_fetched, &rng_driver);
static struct virtio_entropy entropy = {.client = &rng_client};

/* ---- Storage ---- */

#define STORAGE_OBJECTS
#include STORAGE_WIRING

#include "boards/common/services.h"

/* ---- What the kernel calls ---- */

void board_put_byte(uint8_t byte) {
    uart16550_put_byte(VIRT_UART0, byte);
}

void board_watch(uint32_t us) {
    virt_watch(us);
}

void board_interrupt(unsigned line) {
    switch (line) {
    case ARCH_LINE_ALARM:
        virt_alarm_interrupt(&chip_alarm);
        break;
    case ARCH_LINE_SLICE:
        slice_timer_fired();
        break;
    case VIRT_LINE_UART:
        uart16550_interrupt(&uart0);
        break;
    default: /* nobody's stay masked */
        if (line == entropy.line) {
            virtio_entropy_interrupt(&entropy);
        }
        break;
    }
}

static void reset(void) {
    virt_reset();
}

/* There is no light to blink; whoever started the machine sees its exit status. */
_Noreturn void board_halt(void) {
    uart16550_drain(VIRT_UART0);
    virt_exit(STATUS_PANIC);
}

/* ---- Power-on ---- */

static BOOT_ONLY void start_devices(void) {
    arch_start();
    uart16550_start(&uart0, UART_DIVISOR);
    virtio_entropy_start(&entropy);
    storage_start_device();
    board_watch(CAPSULE_TICK_US);
}

static void start_capsules(void) {
    start_serial();
    storage_start();
    extra_start();
    start_talking();
    start_loading();
    start_installing();
}

__attribute__((used)) int main(void) {
    start_devices();
    load_apps();
    arch_protect();
    start_capsules();
    main_loop(CAPABILITY_MINT(main_loop_capability));
}
