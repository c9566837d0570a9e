/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* A board that runs, and what its install service does. Source: docs/install.md. */
#ifndef DETENT_BOARD_H
#define DETENT_BOARD_H

#include "link.h"
#include "options.h"

struct board_options {
    const char *port;
    struct maybe_u32 baud;
    struct maybe_u32 wait_ms;
};

#define BOARD_OPTIONS(board_options)                                                         \
    {"port", 0, OPTION_TEXT, &(board_options).port, "PORT", PORT_HELP},                      \
        {"baud",        0,                                                                   \
         OPTION_NUMBER, &(board_options).baud,                                               \
         "NUMBER",      "of a serial port; else 115200"},                                    \
    {                                                                                        \
        "wait", 0, OPTION_NUMBER, &(board_options).wait_ms, "MS", "for an answer; else 1000" \
    }
#define PORT_HELP "a board that runs: /dev/..., unix:PATH or tcp:HOST:PORT"

struct board {
    const struct board_options *options;
    struct link link;
    uint16_t data_max;
    uint16_t manifest_max;
    uint32_t flash_start;
    uint32_t flash_length;
    struct strings architectures;
};

/* How long an answer may take. Ends the program if that makes no sense. */
int board_wait_ms(const struct board_options *options);

uint32_t board_baud(const struct board_options *options);

/* Ends the program if nobody answers. */
struct board board_open(const struct board_options *options);

enum offer_mode {
    OFFER_INSTALL = 1,
    OFFER_UPDATE = 2,
    OFFER_UPDATE_ANY = 3, /* also to a lower version */
};

/* Brings an object, or that of an archive which suits, onto the board; ends the program if that fails. A
 * transfer that breaks off is taken up again. */
void board_install(struct board *board, const char *path, enum offer_mode mode);

/* The app of that name or, as 0x..., at that address. Of several with one name the board takes the one that it
 * has accepted. Ends the program if the board does not. */
void board_remove(struct board *board, const char *name, bool force);

struct board_app {
    uint32_t address;
    uint32_t size;
    uint32_t flags;
    uint32_t version;
    uint8_t state;
    struct span name; /* good until the next question */
};

/* A board has not more apps than this; one that goes on and on is broken. */
#define BOARD_APPS_MAX 1024

/* False after the last one. */
bool board_list(struct board *board, uint16_t index, struct board_app *app);

/* Its flags TBF_FLAG_ENABLED and TBF_FLAG_STICKY: which to set, and which to clear. Ends the program if the
 * board does not. */
void board_set_flags(struct board *board, const char *name, uint8_t set, uint8_t clear);

/* The object of the app of that name or, as 0x..., at that address. Ends the program if there is none, or if
 * there are several of that name. */
struct span board_read(struct board *board, const char *name);

/* Has the board move apps to lower addresses, by updating each to itself, until none finds a free place further
 * in front. Returns how many times one moved. */
unsigned board_compact(struct board *board);

#endif
