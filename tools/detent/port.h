/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Where a board is reached: a serial port, a socket of this machine, a TCP connection. */
#ifndef DETENT_PORT_H
#define DETENT_PORT_H

#include "bytes.h"
#include "options.h"
#include "problem.h"

struct port {
    const char *name;
    int file;
};

#define PORT_BAUD_DEFAULT 115200

/* "/dev/ttyUSB0", "unix:PATH" or "tcp:HOST:PORT". */
bool port_open(struct port *port, const char *name, uint32_t baud, struct problem *p);

void port_close(struct port *port);

/* What has come, after waiting for at most so long: the number of bytes, 0 if there are none, -1 if the other
 * side is gone. */
int port_read(const struct port *port, uint8_t *bytes, size_t room, int wait_ms);

/* False if the other side is gone. */
bool port_write(const struct port *port, struct span data);

/* Milliseconds of a clock that only goes forward. */
int64_t now_ms(void);

#endif
