/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* `detent install` and `detent update`: apps into a flash image. */
#include "board.h"
#include "commands.h"
#include "edit.h"
#include "memory.h"
#include "problem.h"

#include <inttypes.h>
#include <string.h>

static struct {
    struct strings architectures;
    struct maybe_u32 ram_start;
    struct maybe_u32 ram_end;
    struct maybe_u32 process_bytes;
    struct flash_options flash;
    struct board_options board;
    struct maybe_u32 replace;
    bool force;
} given;

static int run_install(int argc, char **argv);
static int run_update(int argc, char **argv);

/* Where apps are to go: what install and update have in common. */
#define PLACE_OPTIONS                                                                         \
    {"arch",      0,                                                                          \
     OPTION_LIST, &given.architectures,                                                       \
     "NAME,...",  "of the machine: which members of archives suit, best first"},              \
        {"ram-start",      0,         OPTION_NUMBER,                                          \
         &given.ram_start, "ADDRESS", "of the RAM for apps, to check fixed addresses"},       \
        {"ram-end", 0, OPTION_NUMBER, &given.ram_end, "ADDRESS", "the first after it"},       \
        {"process-bytes", 0,                                                                  \
         OPTION_NUMBER,   &given.process_bytes,                                               \
         "BYTES",         "of RAM, that the kernel adds to what a program asks for; else 0"}, \
        FLASH_OPTIONS(given.flash), BOARD_OPTIONS(given.board)

static const struct option install_options[] = {
    PLACE_OPTIONS,
    {0},
};

static const struct option update_options[] = {
    {"force", 0, OPTION_FLAG, &given.force, NULL, "also to a lower version"},
    {"replace", 0, OPTION_NUMBER, &given.replace, "ADDRESS",
     "in an image, which of several apps with its name; the others stay"},
    PLACE_OPTIONS,
    {0},
};

const struct command_line install_command = {
    .command = "install",
    .summary = "put apps into a flash image",
    .usage = "--arch NAME,... [OPTION]... IMAGE APP.tab|APP.tbf...\n"
             "       --port PORT APP.tab|APP.tbf...",
    .purpose =
        "Puts apps into the free room of a flash image. Those that are there stay where they are. Of\n"
        "an archive the member is taken that is for the machine, and whose addresses are free; it lies\n"
        "where a region of the machine's protection unit can cover it. If an app of the same name or\n"
        "ShortId is there, or if something does not fit, nothing is changed. With --port the same is done by\n"
        "a board that runs, which says itself what it is; one app after the other.",
    .options = install_options,
    .run = run_install,
};

const struct command_line update_command = {
    .command = "update",
    .summary = "replace apps of a flash image",
    .usage = "--arch NAME,... [OPTION]... IMAGE APP.tab|APP.tbf...\n"
             "       --port PORT APP.tab|APP.tbf...",
    .purpose =
        "Replaces the apps of a flash image that are called as the new ones are. All of them are\n"
        "replaced, or nothing is changed. If an image has several of one name, --replace says which. A board\n"
        "replaces the one that it has accepted, of several the most trusted and newest. See also:\n"
        "detent install --help",
    .options = update_options,
    .run = run_update,
};

/* The first variant speaks for all: they are one program. Variants that cannot be read say why later. */
static const struct tbf *tbf_of(const struct app *app) {
    return &app->variants[0].tbf;
}

static bool same_name(const struct tbf *a, const struct tbf *b) {
    return a->name.length == b->name.length && a->name.length > 0 &&
           memcmp(a->name.at, b->name.at, a->name.length) == 0;
}

/* `app` against all that were there before it. */
static void refuse_clash(const struct edit *edit, const struct app *app) {
    const struct tbf *t = tbf_of(app);
    for (const struct app *other = edit->image.apps; other < app; other++) {
        const struct tbf *o = tbf_of(other);
        if (same_name(t, o) && edit_variant(other)->pinned)
            fail(app->path,
                 "an app %s is installed at 0x%" PRIx64 " already; `detent update` replaces it",
                 span_string(t->name), edit_variant(other)->start);
        if (same_name(t, o))
            fail(app->path, "is called %s, and so is %s", span_string(t->name), other->path);
        if (t->short_id != 0 && t->short_id == o->short_id)
            fail(app->path,
                 "its ShortId 0x%" PRIx32 " is also that of %s; a kernel would start only one",
                 t->short_id, edit_variant(other)->file);
    }
}

static struct edit open_image(const char *command, const struct strings *arguments) {
    if (arguments->count < 2)
        fail_usage(command, "an image and at least one app are wanted");
    if (given.ram_start.given != given.ram_end.given)
        fail_usage(command, "--ram-start and --ram-end are wanted both or not at all");
    struct edit edit = edit_open(command, arguments->at[0], &given.flash);
    edit_set_machine(&edit, command, given.architectures);
    edit.image.ram_is_known = given.ram_start.given;
    edit.image.ram_start = given.ram_start.value;
    edit.image.ram_end = given.ram_end.value;
    edit.image.process_bytes = given.process_bytes.value;
    return edit;
}

static int install_on_board(const char *command, const struct strings *arguments,
                            enum offer_mode mode) {
    if (arguments->count == 0)
        fail_usage(command, "at least one app is wanted");
    struct board board = board_open(&given.board);
    for (size_t i = 0; i < arguments->count; i++)
        board_install(&board, arguments->at[i], mode);
    return 0;
}

static int run_install(int argc, char **argv) {
    struct strings arguments = options_read(&install_command, argc, argv);
    if (given.board.port != NULL)
        return install_on_board("install", &arguments, OFFER_INSTALL);
    struct edit edit = open_image("install", &arguments);
    for (size_t i = 1; i < arguments.count; i++) {
        image_take_file(&edit.image, arguments.at[i]);
        refuse_clash(&edit, &edit.image.apps[edit.image.app_count - 1]);
    }
    edit_write(&edit);
    return 0;
}

/* The one that --replace says, if it has the name of the new one. */
static struct app *app_to_replace(struct edit *edit, const struct app *app) {
    struct app *old = edit_get(edit, memory_format("0x%" PRIx32, given.replace.value));
    if (!same_name(tbf_of(old), tbf_of(app)))
        fail(app->path, "is called %s, and what is at 0x%" PRIx32 " is %s",
             span_string(tbf_of(app)->name), given.replace.value, edit_variant(old)->file);
    return old;
}

/* Takes away what has the name of the last app of the image. */
static void remove_old(struct edit *edit) {
    const struct app *app = &edit->image.apps[edit->image.app_count - 1];
    const struct tbf *t = tbf_of(app);
    if (app->variants[0].problem.set)
        fail_problem(app->variants[0].file, &app->variants[0].problem);
    const char *name = span_string(t->name);
    struct app *old = given.replace.given ? app_to_replace(edit, app) : edit_find(edit, name);
    if (old == NULL)
        fail(app->path, "no app %s is installed; `detent install` puts it there", name);
    uint32_t version = tbf_of(old)->program.version;
    if (t->program.version < version && !given.force)
        fail(app->path,
             "is version %" PRIu32 " of %s, and %" PRIu32 " is installed; --force goes back",
             t->program.version, name, version);
    edit_remove(edit, old);
}

static int run_update(int argc, char **argv) {
    struct strings arguments = options_read(&update_command, argc, argv);
    if (given.replace.given && (given.board.port != NULL || arguments.count != 2))
        fail_usage("update", "--replace is for an image and one app");
    if (given.board.port != NULL)
        return install_on_board("update", &arguments,
                                given.force ? OFFER_UPDATE_ANY : OFFER_UPDATE);
    struct edit edit = open_image("update", &arguments);
    for (size_t i = 1; i < arguments.count; i++) {
        image_take_file(&edit.image, arguments.at[i]);
        remove_old(&edit);
        if (!given.replace.given)
            refuse_clash(&edit, &edit.image.apps[edit.image.app_count - 1]);
    }
    edit_write(&edit);
    return 0;
}
