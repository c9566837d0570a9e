/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The same frame is sent until it is answered, and the board sees to it that nothing is done twice. */
#include "link.h"

#include "memory.h"

#include <time.h>

#define ATTEMPTS 8
/* Erasing flash takes a while; a board that is busy for longer than this is stuck. */
#define BUSY_ATTEMPTS 50
#define BUSY_WAIT_MS 100

static const char *const reasons[] = {
    [1] = "there is no free place for it",
    [2] = "its addresses are not free",
    [3] = "an app of this name or ShortId is installed",
    [4] = "no app of this name is installed",
    [5] = "a higher version is installed",
    [6] = "the board's policy wants a credential that it does not have",
    [7] = "a credential does not hold, or is by no key of the board",
    [8] = "it is for another kernel",
    [9] = "the board finds its header wrong",
    [10] = "the app is sticky",
    [11] = "the board is busy",
    [12] = "flash could not be written",
    [13] = "what arrived is not what was sent",
    [14] = "the board did not expect this",
    [15] = "its header and credentials are too large for the board",
    [16] = "the board does not know this request",
    [17] = "there is no such app",
    [18] = "it has a credential, which covers its flags; sign it with those that it is to have",
};

const char *link_reason_text(const struct answer *answer) {
    size_t count = sizeof reasons / sizeof reasons[0];
    const char *text = answer->reason > 0 && answer->reason < count
                           ? reasons[answer->reason]
                           : memory_format("reason %u", (unsigned)answer->reason);
    if (answer->payload.length == 0)
        return text;
    return memory_format("%s: %s", text, span_string(answer->payload));
}

/* Waits for the answer to `question`; what else comes is not looked at. */
static bool await(struct link *link, const struct frame *question, struct frame *frame,
                  bool *is_gone) {
    int64_t end = now_ms() + link->wait_ms;
    for (int64_t left = link->wait_ms; left > 0; left = end - now_ms()) {
        uint8_t byte;
        int got = port_read(&link->port, &byte, 1, (int)left);
        *is_gone = got < 0;
        if (got < 0)
            return false;
        if (got == 0 || frame_take(&link->reader, byte, frame) != FRAME_GOOD)
            continue;
        if (frame->type == (question->type | FRAME_TYPE_ANSWER) &&
            frame->sequence == question->sequence && frame->payload.length > 0)
            return true;
    }
    frame_give_up(&link->reader, frame);
    return false;
}

static enum link_result ask_once(struct link *link, enum request request, struct span payload,
                                 struct answer *answer) {
    struct frame question = {(uint8_t)request, ++link->sequence, payload};
    struct frame frame = {0};
    struct bytes line = {0};
    frame_append(&line, &question);
    for (int i = 0; i < ATTEMPTS; i++) {
        bool is_gone = false;
        if (!port_write(&link->port, bytes_span(&line)))
            return LINK_LOST;
        if (await(link, &question, &frame, &is_gone)) {
            answer->reason = frame.payload.at[0];
            answer->payload = span_part(frame.payload, 1, frame.payload.length);
            return answer->reason == 0 ? LINK_ANSWERED : LINK_REFUSED;
        }
        if (is_gone)
            return LINK_LOST;
    }
    return LINK_LOST;
}

enum link_result link_ask(struct link *link, enum request request, struct span payload,
                          struct answer *answer) {
    enum link_result result = LINK_LOST;
    for (int i = 0; i < BUSY_ATTEMPTS; i++) {
        result = ask_once(link, request, payload, answer);
        if (result != LINK_REFUSED || answer->reason != REASON_BUSY)
            return result;
        struct timespec pause = {.tv_nsec = BUSY_WAIT_MS * 1000000L};
        nanosleep(&pause, NULL);
    }
    return result;
}
