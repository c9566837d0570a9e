/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Questions to a board and its answers. Source: docs/install.md, "Turns". */
#ifndef DETENT_LINK_H
#define DETENT_LINK_H

#include "frame.h"
#include "port.h"

enum request {
    REQUEST_HELLO = 0x01,
    REQUEST_LIST = 0x02,
    REQUEST_PREPARE = 0x03,
    REQUEST_OFFER = 0x04,
    REQUEST_DATA = 0x05,
    REQUEST_FINISH = 0x06,
    REQUEST_ABORT = 0x07,
    REQUEST_REMOVE = 0x08,
    REQUEST_FLAGS = 0x09,
    REQUEST_READ = 0x0A,
};
#define FRAME_TYPE_TEXT 0x40
#define FRAME_TYPE_ANSWER 0x80

enum reason {
    REASON_NO_ROOM = 1,
    REASON_ADDRESS = 2,
    REASON_BUSY = 11,
    REASON_NONE = 17,
};

struct link {
    struct port port;
    struct frame_reader reader;
    uint8_t sequence;
    int wait_ms; /* for an answer */
};

enum link_result {
    LINK_ANSWERED, /* with success */
    LINK_REFUSED,  /* with a reason */
    LINK_LOST,     /* not at all */
};

struct answer {
    uint8_t reason;
    struct span payload; /* after the reason; good until the next question */
};

enum link_result link_ask(struct link *link, enum request request, struct span payload,
                          struct answer *answer);

/* "there is no free place", and what the board adds. */
const char *link_reason_text(const struct answer *answer);

#endif
