/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* QEMU's RISC-V machine "virt" for one process that asks for random bytes every second and prints them. */
#include "arch/riscv/start.h"
#include "capsules/syscall/alarm.h"
#include "capsules/syscall/rng.h"
#include "chips/qemu_virt/entropy.h"
#include "chips/qemu_virt/lines.h"
#include "chips/qemu_virt/timer.h"
#include "chips/qemu_virt/uart.h"
#include "kernel/messages.h"

#define UART_DIVISOR 2u /* 3.6864 MHz / (16 * 2): 115200 baud */

static struct uart16550 uart0;
static const struct uart board_uart = UART16550(&uart0);

#define MORE_DRIVERS(X)                                                                    \
    X(ALARM, DRIVER_ALARM, const struct alarm_driver, &alarm_driver, alarm_driver_command, \
      &alarm_apps_layout)                                                                  \
    X(RNG, DRIVER_RNG, struct rng_driver, &rng_driver, rng_driver_command, &rng_apps_layout)

static const struct alarm_driver alarm_driver;
static struct rng_driver rng_driver;
#include "bench/boards/common/one.h"

static struct uart16550 uart0 =
    UART16550_OBJECT(&uart0, VIRT_UART0, VIRT_LINE_UART, &console_client);

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

#define RNG_BYTES 4
BUFFER(rng_buffer, RNG_BYTES);
static struct virtio_entropy entropy;
static const struct entropy entropy_hil = VIRTIO_ENTROPY(&entropy);
static struct rng_driver rng_driver = RNG_DRIVER(&entropy_hil, rng_buffer, RNG_BYTES, RNG);
static const struct entropy_client rng_client =
    ENTROPY_CLIENT(struct rng_driver, rng_driver_fetched, &rng_driver);
static struct virtio_entropy entropy = {.client = &rng_client};

void board_put_byte(uint8_t byte) {
    uart16550_put_byte(VIRT_UART0, byte);
}

void board_interrupt(unsigned line) {
    if (line == ARCH_LINE_ALARM) {
        virt_alarm_interrupt(&chip_alarm);
    } else if (line == VIRT_LINE_UART) {
        uart16550_interrupt(&uart0);
    } else if (line == entropy.line) {
        virtio_entropy_interrupt(&entropy);
    }
}

static BOOT_ONLY void start_devices(void) {
    arch_start();
    uart16550_start(&uart0, UART_DIVISOR);
    virtio_entropy_start(&entropy);
}

__attribute__((used)) int main(void) {
    start_devices();
    load_apps();
    arch_protect();
    main_loop(CAPABILITY_MINT(main_loop_capability));
}
