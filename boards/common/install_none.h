/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Programs are not installed while the board runs. In place of boards/common/install.h. */
#ifndef BOARDS_COMMON_INSTALL_NONE_H
#define BOARDS_COMMON_INSTALL_NONE_H

#define SERIAL_CLIENT uart_mux_client
#define INSTALL_DRIVERS(X)

static void start_installing(void) {}

#endif
