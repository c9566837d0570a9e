/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Programs are not installed while the board runs. In place of boards/common/install.h, and read twice, too. */
#ifndef INSTALL_OBJECTS
#define INSTALL_DRIVERS(X)
#define SERIAL_CLIENT uart_mux_client
#else
static void start_installing(void) {}
#endif
