/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Transfers: what the board needs to decide goes first, then the bytes that it wants. */
#include "board.h"

#include "credential.h"
#include "memory.h"
#include "objects.h"
#include "progress.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#define PROTOCOL_VERSION 1
#define WAIT_MS_DEFAULT 1000
#define WAIT_MS_MAX 60000
/* How often a transfer is taken up again, and after which pause. */
#define BREAKS_MAX 5
#define BREAK_WAIT_MS 300

#define HELLO_SIZE 13
#define LIST_SIZE 17
#define DATA_MIN 64
#define DATA_MAX (FRAME_PAYLOAD_MAX - 8)

_Noreturn static void fail_lost(const struct board *board) {
    fail(board->options->port, "the board does not answer");
}

_Noreturn static void fail_answer(const struct board *board, const char *what) {
    fail(board->options->port, "the board's answer to %s makes no sense", what);
}

_Noreturn static void fail_stalled(const struct board *board) {
    fail(board->options->port, "the board wants the same bytes again and again");
}

/* ---- Greeting ---- */

int board_wait_ms(const struct board_options *options) {
    if (!options->wait_ms.given)
        return WAIT_MS_DEFAULT;
    if (options->wait_ms.value == 0 || options->wait_ms.value > WAIT_MS_MAX)
        fail_usage(NULL, "--wait: 1 to %d milliseconds are wanted", WAIT_MS_MAX);
    return (int)options->wait_ms.value;
}

uint32_t board_baud(const struct board_options *options) {
    return options->baud.given ? options->baud.value : PORT_BAUD_DEFAULT;
}

static void split(struct strings *list, const char *text) {
    char *rest = memory_copy_string(text);
    for (char *comma; (comma = strchr(rest, ',')) != NULL; rest = comma + 1) {
        *comma = '\0';
        strings_add(list, rest);
    }
    strings_add(list, rest);
}

static void take_hello(struct board *board, struct span answer) {
    if (answer.length < HELLO_SIZE)
        fail_answer(board, "HELLO");
    if (answer.at[0] != PROTOCOL_VERSION)
        fail(board->options->port, "the board speaks version %u of the protocol, not %d",
             (unsigned)answer.at[0], PROTOCOL_VERSION);
    board->data_max = get16(answer.at + 1);
    board->manifest_max = get16(answer.at + 3);
    board->flash_start = get32(answer.at + 5);
    board->flash_length = get32(answer.at + 9);
    if (board->data_max < DATA_MIN || board->data_max > DATA_MAX)
        fail_answer(board, "HELLO");
    board->architectures = (struct strings){0};
    split(&board->architectures, span_string(span_part(answer, HELLO_SIZE, answer.length)));
}

/* False if nobody answers. */
static bool greet(struct board *board, struct problem *p) {
    const struct board_options *options = board->options;
    uint8_t version = PROTOCOL_VERSION;
    struct answer answer;
    board->link = (struct link){
        .wait_ms = board_wait_ms(options),
        /* Not that of an earlier run, which the board may have answered last. */
        .sequence = (uint8_t)now_ms(),
    };
    if (!port_open(&board->link.port, options->port, board_baud(options), p))
        return false;
    switch (link_ask(&board->link, REQUEST_HELLO, (struct span){&version, 1}, &answer)) {
    case LINK_ANSWERED:
        take_hello(board, answer.payload);
        return true;
    case LINK_REFUSED:
        fail(options->port, "the board refuses to talk: %s", link_reason_text(&answer));
    default:
        port_close(&board->link.port);
        return problem_with(p, NULL, "the board does not answer");
    }
}

struct board board_open(const struct board_options *options) {
    struct board board = {.options = options};
    struct problem problem = {0};
    if (!greet(&board, &problem))
        fail_problem(options->port, &problem);
    return board;
}

/* ---- Offering ---- */

struct cargo {
    const struct object *object;
    struct span content;
    struct span manifest;
    uint32_t crc;
    enum offer_mode mode;
};

/* From the end of the binary to the last footer that says something. */
static struct span footers_of(const struct tbf *t) {
    struct tbf_footer footer;
    struct problem ignored = {0};
    size_t cursor = 0;
    size_t end = t->program.binary_end;
    while (tbf_next_footer(t, &cursor, &footer, &ignored) == FOOTER_FOUND)
        if (footer.format != TBF_CREDENTIALS_RESERVED)
            end = cursor;
    return span_part(t->file, t->program.binary_end, end - t->program.binary_end);
}

static struct cargo make_cargo(const struct object *object, enum offer_mode mode) {
    const struct tbf *t = &object->tbf;
    struct span covered = span_part(t->file, 0, t->program.binary_end);
    struct bytes manifest = {0};
    bytes_append_span(&manifest, span_part(t->file, 0, t->header_size));
    bytes_append_span(&manifest, footers_of(t));
    bytes_append_span(&manifest, digest_of(DIGEST_SHA256, covered));
    bytes_append_span(&manifest, digest_of(DIGEST_SHA384, covered));
    bytes_append_span(&manifest, digest_of(DIGEST_SHA512, covered));
    return (struct cargo){
        .object = object,
        .content = t->file,
        .manifest = bytes_span(&manifest),
        .crc = crc32_of(t->file),
        .mode = mode,
    };
}

static enum link_result prepare(struct board *board, const struct cargo *cargo,
                                struct answer *answer) {
    size_t offset = 0;
    unsigned stalls = 0;
    while (offset < cargo->manifest.length) {
        struct bytes payload = {0};
        bytes_append16(&payload, (uint16_t)offset);
        bytes_append_span(&payload, span_part(cargo->manifest, offset, board->data_max));
        enum link_result result =
            link_ask(&board->link, REQUEST_PREPARE, bytes_span(&payload), answer);
        if (result != LINK_ANSWERED)
            return result;
        if (answer->payload.length != 2 || get16(answer->payload.at) > cargo->manifest.length)
            fail_answer(board, "PREPARE");
        /* It begins anew, if somebody else came between because this took too long. */
        stalls += get16(answer->payload.at) <= offset ? 1 : 0;
        if (stalls > BREAKS_MAX)
            fail_stalled(board);
        offset = get16(answer->payload.at);
    }
    return LINK_ANSWERED;
}

static enum link_result offer(struct board *board, const struct cargo *cargo, uint32_t *wanted,
                              struct answer *answer) {
    const struct tbf *t = &cargo->object->tbf;
    struct bytes payload = {0};
    uint8_t mode = (uint8_t)cargo->mode;
    bytes_append32(&payload, t->total_size);
    bytes_append32(&payload, cargo->crc);
    bytes_append32(&payload, t->program.binary_end);
    bytes_append16(&payload, t->header_size);
    bytes_append16(&payload, (uint16_t)cargo->manifest.length);
    bytes_append(&payload, &mode, 1);
    enum link_result result = link_ask(&board->link, REQUEST_OFFER, bytes_span(&payload), answer);
    if (result != LINK_ANSWERED)
        return result;
    if (answer->payload.length != 8 || get32(answer->payload.at + 4) > t->total_size)
        fail_answer(board, "OFFER");
    *wanted = get32(answer->payload.at + 4);
    return LINK_ANSWERED;
}

/* ---- Sending ---- */

/* The board may want a byte again, but it must get on: `stalls` ends a transfer that does not. */
static enum link_result send_data(struct board *board, const struct cargo *cargo, uint32_t wanted,
                                  struct answer *answer) {
    struct progress progress = progress_start(cargo->object->file, wanted, cargo->content.length);
    uint32_t most = wanted;
    unsigned stalls = 0;
    while (wanted < cargo->content.length) {
        struct bytes payload = {0};
        bytes_append32(&payload, wanted);
        bytes_append_span(&payload, span_part(cargo->content, wanted, board->data_max));
        enum link_result result =
            link_ask(&board->link, REQUEST_DATA, bytes_span(&payload), answer);
        if (result != LINK_ANSWERED)
            return result;
        if (answer->payload.length != 4 || get32(answer->payload.at) > cargo->content.length)
            fail_answer(board, "DATA");
        wanted = get32(answer->payload.at);
        stalls = wanted > most ? 0 : stalls + 1;
        if (stalls > BREAKS_MAX)
            fail_stalled(board);
        most = wanted > most ? wanted : most;
        progress_update(&progress, wanted);
    }
    progress_end(&progress, wanted);
    return LINK_ANSWERED;
}

static enum link_result transfer(struct board *board, const struct cargo *cargo,
                                 struct answer *answer, bool *offered) {
    uint32_t wanted = 0;
    *offered = false;
    enum link_result result = prepare(board, cargo, answer);
    if (result == LINK_ANSWERED)
        result = offer(board, cargo, &wanted, answer);
    if (result != LINK_ANSWERED)
        return result;
    *offered = true;
    result = send_data(board, cargo, wanted, answer);
    if (result == LINK_ANSWERED)
        result = link_ask(&board->link, REQUEST_FINISH, (struct span){0}, answer);
    return result;
}

static void reconnect(struct board *board) {
    for (int i = 0; i < BREAKS_MAX; i++) {
        struct problem problem = {0};
        struct timespec pause = {.tv_nsec = BREAK_WAIT_MS * 1000000L};
        nanosleep(&pause, NULL);
        if (greet(board, &problem))
            return;
    }
    fail(board->options->port,
         "the board does not answer any more; the same command goes on from where it broke off");
}

/* True if it is there; false if the board wants other addresses. */
static bool bring(struct board *board, const struct cargo *cargo, struct answer *answer) {
    for (int breaks = 0; breaks <= BREAKS_MAX; breaks++) {
        bool offered;
        switch (transfer(board, cargo, answer, &offered)) {
        case LINK_ANSWERED:
            return true;
        case LINK_REFUSED:
            if (answer->reason == REASON_ADDRESS && !offered)
                return false;
            fail(cargo->object->file, "is refused by the board: %s", link_reason_text(answer));
        default:
            note(board->options->port, "the line is broken; trying again");
            port_close(&board->link.port);
            reconnect(board);
        }
    }
    fail(board->options->port, "the line breaks too often");
}

static bool suits(const struct objects *objects, size_t i, const char *architecture) {
    return !objects->is_archive ||
           strcmp(tab_architecture(objects->tab.members[i].name), architecture) == 0;
}

void board_install(struct board *board, const char *path, enum offer_mode mode) {
    struct objects objects = objects_read(path);
    struct answer answer = {0};
    size_t tried = 0;
    for (size_t a = 0; a < board->architectures.count; a++)
        for (size_t i = 0; i < objects.count; i++) {
            if (!suits(&objects, i, board->architectures.at[a]))
                continue;
            struct cargo cargo = make_cargo(&objects.at[i], mode);
            if (cargo.manifest.length > board->manifest_max)
                fail(objects.at[i].file,
                     "header and credentials have %zu bytes; the board takes %u",
                     cargo.manifest.length, (unsigned)board->manifest_max);
            tried++;
            if (bring(board, &cargo, &answer))
                return;
        }
    if (tried == 0)
        fail(path, "has no member for this board, which runs %s", board->architectures.at[0]);
    fail(path, "is refused by the board: %s", link_reason_text(&answer));
}

/* ---- The rest ---- */

/* Which app is meant: its name, or for 0x... a zero byte and its address. */
static void append_which(struct bytes *payload, const char *name) {
    const uint8_t is_address = 0;
    uint32_t address;
    if (name[0] == '0' && name[1] == 'x' && parse_u32(name, &address)) {
        bytes_append(payload, &is_address, 1);
        bytes_append32(payload, address);
    } else
        bytes_append(payload, name, strlen(name));
}

/* What is to be done with an app, then which. `not_done` begins the reason why it is not. */
static void ask_about(struct board *board, enum request request, struct span what, const char *name,
                      const char *not_done) {
    struct bytes payload = {0};
    struct answer answer = {0};
    bytes_append_span(&payload, what);
    append_which(&payload, name);
    if (payload.length > board->data_max)
        fail(name, "is too long for a name");
    switch (link_ask(&board->link, request, bytes_span(&payload), &answer)) {
    case LINK_ANSWERED:
        return;
    case LINK_REFUSED:
        fail(name, "%s: %s", not_done, link_reason_text(&answer));
    default:
        fail_lost(board);
    }
}

void board_remove(struct board *board, const char *name, bool force) {
    const uint8_t what[] = {force};
    ask_about(board, REQUEST_REMOVE, (struct span){what, sizeof what}, name, "is not removed");
}

void board_set_flags(struct board *board, const char *name, uint8_t set, uint8_t clear) {
    const uint8_t what[] = {set, clear};
    ask_about(board, REQUEST_FLAGS, (struct span){what, sizeof what}, name, "keeps its flags");
}

bool board_list(struct board *board, uint16_t index, struct board_app *app) {
    struct bytes payload = {0};
    struct answer answer = {0};
    bytes_append16(&payload, index);
    switch (link_ask(&board->link, REQUEST_LIST, bytes_span(&payload), &answer)) {
    case LINK_ANSWERED:
        break;
    case LINK_REFUSED:
        if (answer.reason == REASON_NONE)
            return false;
        fail(board->options->port, "the board lists no apps: %s", link_reason_text(&answer));
    default:
        fail_lost(board);
    }
    if (answer.payload.length < LIST_SIZE)
        fail_answer(board, "LIST");
    const uint8_t *at = answer.payload.at;
    *app = (struct board_app){
        .address = get32(at),
        .size = get32(at + 4),
        .flags = get32(at + 8),
        .version = get32(at + 12),
        .state = at[16],
        .name = span_part(answer.payload, LIST_SIZE, answer.payload.length),
    };
    return true;
}

static bool is_called(const struct board_app *app, const char *name) {
    uint32_t address = 0;
    if (name[0] == '0' && name[1] == 'x' && parse_u32(name, &address))
        return app->address == address;
    return app->name.length == strlen(name) && memcmp(app->name.at, name, app->name.length) == 0;
}

static struct board_app find(struct board *board, const char *name) {
    struct board_app found = {0};
    struct board_app app;
    for (uint16_t i = 0; i < BOARD_APPS_MAX && board_list(board, i, &app); i++) {
        if (!is_called(&app, name))
            continue;
        if (found.size != 0)
            fail(board->options->port,
                 "several apps are called %s; say the address, as 0x%" PRIx32 " or 0x%" PRIx32,
                 name, found.address, app.address);
        if (app.size == 0 || app.size > board->flash_length)
            fail_answer(board, "LIST");
        found = app;
    }
    if (found.size == 0)
        fail(board->options->port, "there is no app %s on it", name);
    return found;
}

static struct span read_object(struct board *board, const struct board_app *app, const char *name) {
    struct progress progress = progress_start(name, 0, app->size);
    struct bytes object = {0};
    while (object.length < app->size) {
        struct bytes payload = {0};
        struct answer answer = {0};
        bytes_append32(&payload, app->address);
        bytes_append32(&payload, (uint32_t)object.length);
        switch (link_ask(&board->link, REQUEST_READ, bytes_span(&payload), &answer)) {
        case LINK_ANSWERED:
            break;
        case LINK_REFUSED:
            fail(name, "is not read: %s", link_reason_text(&answer));
        default:
            fail_lost(board);
        }
        if (answer.payload.length == 0 || answer.payload.length > app->size - object.length)
            fail_answer(board, "READ");
        bytes_append_span(&object, answer.payload);
        progress_update(&progress, object.length);
    }
    progress_end(&progress, object.length);
    return bytes_span(&object);
}

struct span board_read(struct board *board, const char *name) {
    struct board_app app = find(board, name);
    return read_object(board, &app, name);
}

/* ---- Moving ---- */

static void ask_to_abort(struct board *board) {
    struct answer answer = {0};
    if (link_ask(&board->link, REQUEST_ABORT, (struct span){0}, &answer) != LINK_ANSWERED)
        fail_lost(board);
}

/* The same bytes as an update: true if the board had a place for them further in front. The first question
 * has it forget that it was perhaps these that came last. */
static bool bring_down(struct board *board, const struct board_app *app,
                       const struct cargo *cargo) {
    struct answer answer = {0};
    uint32_t wanted = 0;
    ask_to_abort(board);
    enum link_result result = prepare(board, cargo, &answer);
    if (result == LINK_ANSWERED)
        result = offer(board, cargo, &wanted, &answer);
    if (result == LINK_REFUSED) {
        if (answer.reason != REASON_NO_ROOM)
            note(cargo->object->file, "stays where it is: %s", link_reason_text(&answer));
        return false;
    }
    if (result == LINK_ANSWERED && get32(answer.payload.at) >= app->address) {
        ask_to_abort(board);
        return false;
    }
    if (result == LINK_ANSWERED)
        result = send_data(board, cargo, wanted, &answer);
    if (result == LINK_ANSWERED)
        result = link_ask(&board->link, REQUEST_FINISH, (struct span){0}, &answer);
    if (result == LINK_REFUSED)
        fail(cargo->object->file, "is refused by the board: %s", link_reason_text(&answer));
    if (result == LINK_LOST)
        fail(board->options->port, "the board does not answer any more; all apps are there");
    return true;
}

static bool move_down(struct board *board, const struct board_app *app, const char *name) {
    struct object object = {.file = name};
    struct problem problem = {0};
    if (app->size == 0 || app->size > board->flash_length)
        fail_answer(board, "LIST");
    if (!tbf_read(&object.tbf, read_object(board, app, name), &problem)) {
        note(name, "is corrupt, and stays where it is");
        return false;
    }
    if (object.tbf.has_fixed_addresses && object.tbf.fixed_flash != TBF_ADDRESS_ANY)
        return false;
    struct cargo cargo = make_cargo(&object, OFFER_UPDATE);
    return cargo.manifest.length <= board->manifest_max && bring_down(board, app, &cargo);
}

struct listed {
    struct board_app at[BOARD_APPS_MAX];
    const char *names[BOARD_APPS_MAX];
    uint16_t count;
};

/* A name that two have means one of them, and perhaps not the one that is to move. */
static bool is_alone(const struct listed *all, uint16_t index) {
    for (uint16_t i = 0; i < all->count; i++)
        if (i != index && strcmp(all->names[i], all->names[index]) == 0)
            return false;
    return all->names[index][0] != '\0';
}

static unsigned move_all_once(struct board *board) {
    struct listed *all = memory_new(sizeof *all);
    unsigned moved = 0;
    while (all->count < BOARD_APPS_MAX && board_list(board, all->count, &all->at[all->count])) {
        all->names[all->count] = span_string(all->at[all->count].name);
        all->count++;
    }
    for (uint16_t i = 0; i < all->count; i++)
        if (is_alone(all, i) && move_down(board, &all->at[i], all->names[i]))
            moved++;
    return moved;
}

/* Each move goes to a lower address, so there is an end to them. */
unsigned board_compact(struct board *board) {
    unsigned all = 0;
    for (unsigned moved = 1; moved != 0; all += moved)
        moved = move_all_once(board);
    return all;
}
