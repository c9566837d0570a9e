/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent listen`: what boards say, and what a person says to the first of them. */
#include "board.h"
#include "channel.h"
#include "commands.h"
#include "memory.h"
#include "problem.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Ctrl-], as telnet has it: everything else may be for the board. */
#define ESCAPE_KEY 0x1D

static struct {
    struct maybe_u32 baud;
    struct maybe_u32 seconds;
    const char *log;
    bool time;
} given;

static int run(int argc, char **argv);

static const struct option options[] = {
    {"time", 't', OPTION_FLAG, &given.time, NULL, "the time before each line"},
    {"log", 0, OPTION_TEXT, &given.log, "FILE", "append all lines, with time and channel"},
    {"for", 0, OPTION_NUMBER, &given.seconds, "SECONDS", "end after this time"},
    {"baud", 0, OPTION_NUMBER, &given.baud, "NUMBER", "of serial ports; else 115200"},
    {0},
};

const struct command_line listen_command = {
    .command = "listen",
    .summary = "show what boards print, and type at one",
    .usage = "[OPTION]... PORT...",
    .purpose =
        "Shows what comes over serial ports (/dev/...), sockets (unix:PATH) and connections\n"
        "(tcp:HOST:PORT). Of several channels, each line says whose it is: the port, and the number of\n"
        "a channel that the board has beside its console. What is typed goes to the first port; Ctrl-]\n"
        "ends.",
    .options = options,
    .run = run,
};

/* ---- The terminal of the person ---- */

static struct termios terminal_before;
static bool terminal_changed;
static volatile sig_atomic_t must_end;

static void end_soon(int number) {
    (void)number;
    must_end = 1;
}

static void restore_terminal(void) {
    if (terminal_changed)
        tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
    terminal_changed = false;
}

/* Keys go out as they are typed, and the board echoes them. */
static void set_up_terminal(void) {
    if (isatty(STDIN_FILENO) != 1 || tcgetattr(STDIN_FILENO, &terminal_before) != 0)
        return;
    struct termios raw = terminal_before;
    raw.c_iflag &= (tcflag_t) ~(ICRNL | IXON);
    raw.c_lflag &= (tcflag_t) ~(ICANON | ECHO | ISIG | IEXTEN);
    atexit(restore_terminal);
    terminal_changed = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
}

/* ---- The boards ---- */

#define CHANNEL_COUNT 256

struct source {
    struct port port;
    struct frame_reader reader;
    int64_t last_ms;                          /* when something came */
    const char *channel_names[CHANNEL_COUNT]; /* of frames; made when needed */
};

struct session {
    struct source *sources;
    size_t count;
    bool input_open;
    struct channel_writer out;
    struct channel_writer log; /* `out` is NULL if there is none */
};

static void show(struct session *session, const char *name, struct span text) {
    channel_write(&session->out, name, text);
    if (session->log.out != NULL)
        channel_write(&session->log, name, text);
}

static const char *channel_name(struct source *source, uint8_t channel) {
    const char **name = &source->channel_names[channel];
    if (*name == NULL)
        *name = memory_format("%s/%u", source->port.name, (unsigned)channel);
    return *name;
}

static void take_frame(struct session *session, struct source *source, const struct frame *frame) {
    if (frame->type != FRAME_TYPE_TEXT || frame->payload.length == 0)
        return;
    session->out.with_names = true;
    show(session, channel_name(source, frame->payload.at[0]),
         span_part(frame->payload, 1, frame->payload.length));
}

static void take_byte(struct session *session, struct source *source, uint8_t byte) {
    struct frame frame;
    switch (frame_take(&source->reader, byte, &frame)) {
    case FRAME_TEXT:
        show(session, source->port.name, (struct span){&byte, 1});
        break;
    case FRAME_BAD:
        show(session, source->port.name, frame.payload);
        break;
    case FRAME_GOOD:
        take_frame(session, source, &frame);
        break;
    case FRAME_NOTHING:
        break;
    }
}

static void listen_to(struct session *session, struct source *source) {
    uint8_t chunk[1024];
    int got = port_read(&source->port, chunk, sizeof chunk, 0);
    if (got < 0) {
        channel_end(&session->out);
        note(source->port.name, "the other side is gone");
        port_close(&source->port);
        return;
    }
    if (got > 0)
        source->last_ms = now_ms();
    for (int i = 0; i < got; i++)
        take_byte(session, source, chunk[i]);
}

static void give_up_frame(struct session *session, struct source *source) {
    struct frame frame;
    if (source->reader.in_frame && now_ms() - source->last_ms >= FRAME_WAIT_MS &&
        frame_give_up(&source->reader, &frame) == FRAME_BAD)
        show(session, source->port.name, frame.payload);
}

/* What is typed, up to the key that ends. */
static void read_input(struct session *session) {
    uint8_t typed[256];
    ssize_t got = read(STDIN_FILENO, typed, sizeof typed);
    if (got <= 0) {
        session->input_open = got < 0 && errno == EINTR;
        return;
    }
    const uint8_t *end = terminal_changed ? memchr(typed, ESCAPE_KEY, (size_t)got) : NULL;
    size_t length = end != NULL ? (size_t)(end - typed) : (size_t)got;
    if (session->sources[0].port.file >= 0)
        (void)port_write(&session->sources[0].port, (struct span){typed, length});
    if (end != NULL)
        must_end = 1;
}

/* ---- Both ---- */

static void open_sources(struct session *session, const struct strings *ports) {
    session->count = ports->count;
    session->sources = memory_new(ports->count * sizeof *session->sources);
    for (size_t i = 0; i < ports->count; i++) {
        struct problem problem = {0};
        uint32_t baud = given.baud.given ? given.baud.value : PORT_BAUD_DEFAULT;
        if (!port_open(&session->sources[i].port, ports->at[i], baud, &problem))
            fail_problem(ports->at[i], &problem);
    }
}

static void open_log(struct session *session) {
    if (given.log == NULL)
        return;
    session->log = (struct channel_writer){
        .out = fopen(given.log, "a"), .with_time = true, .with_names = true};
    if (session->log.out == NULL)
        fail(given.log, "cannot be written: %s", strerror(errno));
}

/* Waits for whatever comes first, at most `wait_ms`; false if nobody is there any more. */
static bool turn(struct session *session, struct pollfd *pollers, int wait_ms) {
    bool any_open = false;
    for (size_t i = 0; i < session->count; i++) {
        pollers[i] = (struct pollfd){.fd = session->sources[i].port.file, .events = POLLIN};
        any_open = any_open || pollers[i].fd >= 0;
    }
    pollers[session->count] =
        (struct pollfd){.fd = session->input_open ? STDIN_FILENO : -1, .events = POLLIN};
    if (!any_open)
        return false;
    if (poll(pollers, session->count + 1, wait_ms) > 0 && pollers[session->count].revents != 0)
        read_input(session);
    for (size_t i = 0; i < session->count; i++) {
        if (pollers[i].fd >= 0 && pollers[i].revents != 0)
            listen_to(session, &session->sources[i]);
        give_up_frame(session, &session->sources[i]);
    }
    return true;
}

static void listen_until_the_end(struct session *session) {
    struct pollfd *pollers = memory_new((session->count + 1) * sizeof *pollers);
    int64_t end = now_ms() + (int64_t)given.seconds.value * 1000;
    while (!must_end) {
        int64_t left = given.seconds.given ? end - now_ms() : FRAME_WAIT_MS;
        if (left <= 0 || !turn(session, pollers, left < FRAME_WAIT_MS ? (int)left : FRAME_WAIT_MS))
            return;
    }
}

static int run(int argc, char **argv) {
    struct strings ports = options_read(&listen_command, argc, argv);
    if (ports.count == 0)
        fail_usage("listen", "at least one port is wanted");
    struct session session = {
        .input_open = true,
        .out = {.out = stdout, .with_time = given.time, .with_names = ports.count > 1},
    };
    struct sigaction action = {.sa_handler = end_soon};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    open_sources(&session, &ports);
    open_log(&session);
    set_up_terminal();
    listen_until_the_end(&session);
    restore_terminal();
    channel_end(&session.out);
    if (session.log.out == NULL)
        return 0;
    channel_end(&session.log);
    if (fclose(session.log.out) != 0)
        fail(given.log, "cannot be written: %s", strerror(errno));
    return 0;
}
