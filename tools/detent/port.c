/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Serial ports are set to 8N1 without any translation (termios(3), "raw mode"). */
#include "port.h"

#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* A board that takes nothing for so long is not there. */
#define WRITE_WAIT_MS 5000

int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool find_speed(uint32_t baud, speed_t *speed) {
    static const struct {
        uint32_t baud;
        speed_t speed;
    } speeds[] = {{9600, B9600},   {19200, B19200},   {38400, B38400},
                  {57600, B57600}, {115200, B115200}, {230400, B230400}};
    for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++)
        if (speeds[i].baud == baud) {
            *speed = speeds[i].speed;
            return true;
        }
    return false;
}

static bool set_up_line(int file, uint32_t baud, struct problem *p) {
    struct termios line;
    speed_t speed = B0;
    if (!find_speed(baud, &speed))
        return problem_with(p, "--baud", "%u is not a usual speed", (unsigned)baud);
    if (tcgetattr(file, &line) != 0)
        return problem_with(p, NULL, "is not a serial port: %s", strerror(errno));
    line.c_iflag = 0;
    line.c_oflag = 0;
    line.c_lflag = 0;
    line.c_cflag = CS8 | CREAD | CLOCAL;
    line.c_cc[VMIN] = 0;
    line.c_cc[VTIME] = 0;
    if (cfsetispeed(&line, speed) != 0 || cfsetospeed(&line, speed) != 0 ||
        tcsetattr(file, TCSANOW, &line) != 0)
        return problem_with(p, NULL, "cannot be set up: %s", strerror(errno));
    return true;
}

static bool open_serial(struct port *port, const char *path, uint32_t baud, struct problem *p) {
    port->file = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK);
    if (port->file < 0)
        return problem_with(p, NULL, "cannot be opened: %s", strerror(errno));
    return set_up_line(port->file, baud, p);
}

static bool open_socket(struct port *port, const char *path, struct problem *p) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path)
        return problem_with(p, NULL, "the path of a socket has at most %zu bytes",
                            sizeof address.sun_path - 1);
    memcpy(address.sun_path, path, strlen(path));
    port->file = socket(AF_UNIX, SOCK_STREAM, 0);
    if (port->file < 0 ||
        connect(port->file, (const struct sockaddr *)&address, sizeof address) != 0)
        return problem_with(p, NULL, "cannot be reached: %s", strerror(errno));
    return true;
}

static bool connect_first(struct port *port, const struct addrinfo *found, struct problem *p) {
    int error = 0;
    for (; found != NULL; found = found->ai_next) {
        port->file = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
        if (port->file >= 0 && connect(port->file, found->ai_addr, found->ai_addrlen) == 0)
            return true;
        error = errno;
        port_close(port);
    }
    return problem_with(p, NULL, "cannot be reached: %s", strerror(error));
}

static bool open_tcp(struct port *port, const char *place, struct problem *p) {
    char *host = memory_copy_string(place);
    char *colon = strrchr(host, ':');
    if (colon == NULL)
        return problem_with(p, NULL, "tcp:HOST:PORT is wanted");
    *colon = '\0';
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    int error = getaddrinfo(host, colon + 1, &hints, &found);
    if (error != 0)
        return problem_with(p, NULL, "cannot be found: %s", gai_strerror(error));
    bool good = connect_first(port, found, p);
    freeaddrinfo(found);
    return good;
}

bool port_open(struct port *port, const char *name, uint32_t baud, struct problem *p) {
    *port = (struct port){.name = name, .file = -1};
    bool good;
    if (strncmp(name, "unix:", 5) == 0)
        good = open_socket(port, name + 5, p);
    else if (strncmp(name, "tcp:", 4) == 0)
        good = open_tcp(port, name + 4, p);
    else
        good = open_serial(port, name, baud, p);
    if (!good) {
        port_close(port);
        return false;
    }
    /* Who is gone is told by write. Waiting is done by poll, so that all of it has an end. */
    signal(SIGPIPE, SIG_IGN);
    int flags = fcntl(port->file, F_GETFL);
    if (flags < 0 || fcntl(port->file, F_SETFL, flags | O_NONBLOCK) != 0)
        return problem_with(p, NULL, "cannot be set up: %s", strerror(errno));
    return true;
}

void port_close(struct port *port) {
    if (port->file >= 0)
        close(port->file);
    port->file = -1;
}

static bool would_wait(int error) {
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

int port_read(const struct port *port, uint8_t *bytes, size_t room, int wait_ms) {
    struct pollfd poller = {.fd = port->file, .events = POLLIN};
    int ready = poll(&poller, 1, wait_ms);
    if (ready <= 0)
        return ready == 0 || errno == EINTR ? 0 : -1;
    ssize_t got = read(port->file, bytes, room);
    if (got < 0 && would_wait(errno))
        return 0;
    return got <= 0 ? -1 : (int)got;
}

bool port_write(const struct port *port, struct span data) {
    while (data.length > 0) {
        struct pollfd poller = {.fd = port->file, .events = POLLOUT};
        if (poll(&poller, 1, WRITE_WAIT_MS) == 0)
            return false;
        ssize_t written = write(port->file, data.at, data.length);
        if (written < 0 && !would_wait(errno))
            return false;
        if (written > 0)
            data = span_part(data, (size_t)written, data.length);
    }
    return true;
}
