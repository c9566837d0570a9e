/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Programs are installed while the board runs (docs/install.md), into the flash from which it starts them.
 * Part of a board's main.c, which reads it twice: first for the drivers, then, when INSTALL_OBJECTS is
 * defined, for the objects, behind boards/common/serial.h, when it has declared
 *
 *     APP_FLASH_START, APP_FLASH_PAGES             memory that is treated as flash, from the first program
 *                                                  on, at an address where the kernel may write it; its
 *                                                  last pages are the journal, and FLASH_END in board.mk
 *                                                  lies in front of them
 *     static const struct alarm chip_alarm_hil;
 *     APP_ARCHITECTURES                            text: of programs, best first, commas between
 *
 * The client of its serial port is then SERIAL_CLIENT. */
#ifndef INSTALL_OBJECTS

#include "capsules/install/app_loader.h"
#include "capsules/install/install_port.h"
#include "capsules/install/installer.h"
#include "capsules/virtual/uart_mux.h"
#include "chips/memory_flash/memory_flash.h"
#include "kernel/capability_mint.h"

/* The installer has the loader begin, when flash is in order. */
#define LOADER_BEGIN loader_prepare
#define SERIAL_CLIENT install_port_uart_client
#define INSTALL_DRIVERS(X)                                                           \
    X(LOADER, DRIVER_APP_LOADER, struct app_loader, &app_loader, app_loader_command, \
      &app_loader_apps_layout)

#else

static struct memory_flash app_flash;
static const struct flash app_flash_hil = MEMORY_FLASH(&app_flash, APP_FLASH_PAGES);
BUFFER(installer_work, INSTALLER_WORK_BYTES);
BUFFER(installer_manifest_bytes, INSTALLER_MANIFEST_BYTES);
static struct installer installer;
static const struct program_client installer_judge =
    PROGRAM_CLIENT(struct installer, installer_judged, &installer);
static struct installer installer =
    INSTALLER_OBJECT(&installer, &app_flash_hil, &chip_alarm_hil, installer_work,
                     INSTALLER_WORK_BYTES, installer_manifest_bytes, INSTALLER_MANIFEST_BYTES,
                     &installer_judge, CAPABILITY_MINT(process_loading_capability));
static const struct flash_client app_flash_client =
    FLASH_CLIENT(struct installer, installer_read, installer_written, installer_erased, &installer);
static struct memory_flash app_flash =
    MEMORY_FLASH_OBJECT(&app_flash, (volatile uint32_t *)APP_FLASH_START, &app_flash_client);

BUFFER(install_port_body, INSTALL_PORT_BODY_BYTES);
BUFFER(install_port_tx, INSTALL_PORT_TX_BYTES);
static struct install_port install_port;
static struct uart_device uart_of_install_port;
static const struct uart uart_of_install_port_hil = UART_DEVICE(&uart_of_install_port);
static const struct program_client install_port_client =
    PROGRAM_CLIENT(struct install_port, install_port_done, &install_port);
static struct install_port install_port = INSTALL_PORT(
    &uart_of_install_port_hil, &uart_mux_client, &chip_alarm_hil, &installer, &install_port_client,
    install_port_body, INSTALL_PORT_BODY_BYTES, install_port_tx, INSTALL_PORT_TX_BYTES,
    APP_ARCHITECTURES, CAPABILITY_MINT(process_loading_capability));
static const struct uart_client install_port_uart_client =
    UART_CLIENT(struct install_port, install_port_passed, install_port_received, &install_port);
static const struct uart_client install_port_device_client =
    UART_CLIENT(struct install_port, install_port_transmitted, install_port_ignored, &install_port);
static struct uart_device uart_of_install_port = {.mux = &uart_mux,
                                                  .client = &install_port_device_client};

static struct app_loader app_loader;
BUFFER(app_loader_piece, APP_LOADER_PIECE);
static const struct program_client app_loader_client =
    PROGRAM_CLIENT(struct app_loader, app_loader_done, &app_loader);
static struct app_loader app_loader =
    APP_LOADER(&app_loader, &installer, &app_loader_client, app_loader_piece, APP_LOADER_PIECE,
               CAPABILITY_MINT(process_loading_capability), LOADER);

static void start_installing(void) {
    uart_device_add(&uart_of_install_port);
    installer_start(&installer);
}

#endif
