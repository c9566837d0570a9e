/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* AES. A process chooses a mode, sets key and vector up with the first source, and goes on with others; all
 * three are kept in its grant, so each process can have one under way, and takes its turn piece by piece.
 * A text that is authenticated as well (CCM, GCM) comes at once, and takes a stage in each turn. */
#include "capsules/syscall/aes.h"
#include "capsules/syscall/rotation.h"

enum {
    COMMAND_EXISTS = 0,
    COMMAND_SET_ALGORITHM = 1,
    COMMAND_SETUP = 2,
    COMMAND_CRYPT = 3,
    COMMAND_FINISH = 4,
    COMMAND_HEAD_AT = 5,
    COMMAND_TEXT_AT = 6,
    COMMAND_TAG_LENGTH = 7,
    COMMAND_CONFIDENTIAL = 8,
};

/* Modes: those of hil/aes.h, and two that are made of them. */
#define MODE_CCM 3u
#define MODE_GCM 4u

static bool is_sealed(uint32_t mode) {
    return mode == MODE_CCM || mode == MODE_GCM;
}

#define UPCALL_DONE 0
#define ALLOW_KEY 0 /* read-only buffers */
#define ALLOW_VECTOR 1
#define ALLOW_SOURCE 2
#define ALLOW_DESTINATION 0 /* read-write buffers */

static bool find_next(const struct aes_driver *self, struct process_id *next) {
    struct rotation rotation = rotation_behind(self->served);
    struct process_id pid;
    GRANT_EACH (self->apps, pid, app) {
        rotation_offer(&rotation, pid, app->waits);
    }
    *next = rotation.next;
    return rotation.found;
}

/* ---- Between grant and buffers ---- */

static void take_out(struct buffer *to, const struct aes_block *from) {
    buffer_clear(to);
    for (uint32_t i = 0; i < AES_BLOCK_BYTES; i++) {
        (void)buffer_put(to, from->bytes[i]);
    }
}

static void put_back(struct aes_block *to, const struct buffer *from) {
    for (uint32_t i = 0; i < AES_BLOCK_BYTES; i++) {
        to->bytes[i] = buffer_get(from, i);
    }
}

/* ---- Serving ---- */

static void end(struct aes_driver *self, enum errorcode status) {
    enum errorcode error;
    GRANT_ENTER (self->apps, self->served, app, error) {
        app->waits = false;
        put_back(&app->vector, self->vector);
    }
    buffer_wipe(self->key);
    buffer_wipe(self->vector);
    buffer_wipe(self->piece);
    buffer_wipe(self->blocks);
    buffer_wipe(self->code);
    self->seal = (struct aes_seal){.is_ccm = false};
    self->busy = false;
    if (error == OK) { /* a process that has ended is not told */
        (void)upcall_schedule(self->apps.handle, self->served, UPCALL_DONE, (uint32_t)status,
                              self->done, status == OK && self->valid);
    }
    deferred_call_set(&self->turn);
}

static enum errorcode give(struct aes_driver *self, uint32_t mode, struct buffer *vector,
                           struct buffer *data) {
    self->request.mode = (enum aes_mode)mode;
    self->request.vector = vector;
    self->request.data = data;
    enum errorcode error = aes_crypt(self->device, &self->request);
    self->given = error == OK;
    return error;
}

/* Appends so much of the source from `at` on. A buffer that has shrunk is an error. */
static enum errorcode load(const struct aes_driver *self, uint32_t at, uint32_t wanted,
                           struct buffer *to) {
    struct slice_ro source = slice_allowed_ro(self->apps.handle, self->served, ALLOW_SOURCE);
    return slice_read(source, at, wanted, to) < wanted ? ERR_SIZE : OK;
}

/* What has been done to a piece goes where it came from, in the other buffer. */
static enum errorcode store(struct aes_driver *self) {
    struct slice_rw to = slice_allowed_rw(self->apps.handle, self->served, ALLOW_DESTINATION);
    uint32_t written = slice_write(to, self->text_at + self->done, self->piece);
    self->done += written;
    return written < self->piece->length ? ERR_SIZE : OK;
}

/* Loads the next piece of the text; its window is empty if there is none. */
static enum errorcode load_piece(struct aes_driver *self) {
    uint32_t left = self->text_bytes - self->done;
    uint32_t wanted = left < self->piece_bytes ? left : self->piece_bytes;
    buffer_clear(self->piece);
    return load(self, self->text_at + self->done, wanted, self->piece);
}

/* A text that is not authenticated: gives the device the next piece. */
static void advance(struct aes_driver *self) {
    enum errorcode error = load_piece(self);
    bool ended = error != OK || self->piece->length == 0;
    if (!ended) {
        error = give(self, self->mode, self->vector, self->piece);
    }
    if (ended || error != OK) {
        end(self, error);
    }
}

/* ---- Sealing and opening, stage by stage ---- */

/* CCM hashes what is plain, GCM what is encrypted. */
static bool hashes_first(const struct aes_driver *self) {
    return self->seal.is_ccm != self->opens;
}

static enum aes_stage stage_after_hash(const struct aes_driver *self) {
    bool in_head = self->stage == AES_STAGE_HEAD;
    if (in_head) {
        return self->head_done < self->seal.head_bytes ? AES_STAGE_HEAD : AES_STAGE_LOAD;
    }
    return hashes_first(self) ? AES_STAGE_CRYPT : AES_STAGE_STORE;
}

/* `blocks` goes into the code. CCM chains blocks with the device, GCM has a hash. */
static enum errorcode hash(struct aes_driver *self, enum aes_stage next) {
    aes_seal_pad(self->blocks);
    if (self->seal.is_ccm) {
        self->stage = next;
        return give(self, AES_CBC, self->code, self->blocks);
    }
    self->stage = AES_STAGE_HASHING;
    self->after_hash = next;
    return OK;
}

/* What is authenticated only, a part of it; before the first part stands what CCM begins with. */
static enum errorcode hash_head(struct aes_driver *self) {
    buffer_clear(self->blocks);
    if (self->head_done == 0) {
        aes_seal_put_prefix(&self->seal, &self->nonce, self->blocks);
    }
    uint32_t left = self->seal.head_bytes - self->head_done;
    uint32_t room = self->piece_bytes - self->blocks->length;
    uint32_t wanted = left < room ? left : room;
    enum errorcode error = load(self, self->head_at + self->head_done, wanted, self->blocks);
    self->head_done += wanted;
    return error == OK ? hash(self, stage_after_hash(self)) : error;
}

/* The block that the tag is made of is encrypted as no block of the text was. */
static enum errorcode make_tag(struct aes_driver *self) {
    if (self->seal.is_ccm) {
        buffer_clear(self->blocks);
        buffer_append(self->blocks, self->code);
    } else {
        aes_seal_end_hash(&self->seal, self->blocks);
    }
    aes_seal_count_from(&self->seal, &self->nonce, 0, self->vector);
    self->stage = AES_STAGE_TAG;
    return give(self, AES_CTR, self->vector, self->blocks);
}

/* It takes as long wherever the tags differ. */
static bool is_tag(const struct aes_driver *self) {
    struct slice_ro source = slice_allowed_ro(self->apps.handle, self->served, ALLOW_SOURCE);
    uint32_t differs = 0;
    for (uint32_t i = 0; i < AES_SEAL_TAG_MAX; i++) {
        uint32_t byte = slice_get(source, self->text_at + self->done + i);
        differs |= i < self->seal.tag_bytes ? byte ^ buffer_get(self->blocks, i) : 0;
    }
    return differs == 0;
}

/* The tag goes behind the text, if there is room for all of it; or it is compared with what is there. */
static void end_sealed(struct aes_driver *self) {
    struct slice_rw to = slice_allowed_rw(self->apps.handle, self->served, ALLOW_DESTINATION);
    uint32_t at = self->text_at + self->done;
    self->valid = !self->opens || is_tag(self);
    if (!self->opens && to.length >= at && to.length - at >= self->seal.tag_bytes) {
        buffer_window(self->blocks, 0, self->seal.tag_bytes);
        self->done += slice_write(to, at, self->blocks);
    }
    end(self, OK);
}

/* The key of GCM's hash is what becomes of zeros. */
static enum errorcode make_key(struct aes_driver *self) {
    self->stage = AES_STAGE_KEYED;
    buffer_window(self->blocks, 0, AES_BLOCK_BYTES);
    return give(self, AES_ECB, self->vector, self->blocks);
}

static enum errorcode do_stage(struct aes_driver *self) {
    enum errorcode error = OK;
    switch (self->stage) {
    case AES_STAGE_KEY:
        return make_key(self);
    case AES_STAGE_KEYED:
        aes_seal_begin_hash(&self->seal, self->blocks);
        self->stage = AES_STAGE_HEAD;
        break;
    case AES_STAGE_HEAD:
        return hash_head(self);
    case AES_STAGE_LOAD:
        error = load_piece(self);
        self->stage = self->piece->length == 0 ? AES_STAGE_CODE
                      : hashes_first(self)     ? AES_STAGE_HASH
                                               : AES_STAGE_CRYPT;
        break;
    case AES_STAGE_HASH:
        buffer_clear(self->blocks);
        buffer_append(self->blocks, self->piece);
        return hash(self, stage_after_hash(self));
    case AES_STAGE_HASHING:
        aes_seal_hash(&self->seal, self->blocks);
        self->stage = self->blocks->length == 0 ? self->after_hash : AES_STAGE_HASHING;
        break;
    case AES_STAGE_CRYPT:
        self->stage = hashes_first(self) ? AES_STAGE_STORE : AES_STAGE_HASH;
        return give(self, AES_CTR, self->vector, self->piece);
    case AES_STAGE_STORE:
        self->stage = AES_STAGE_LOAD;
        return store(self);
    case AES_STAGE_CODE:
        return make_tag(self);
    case AES_STAGE_TAG:
        end_sealed(self);
        break;
    }
    return error;
}

/* A stage in each turn; what it has given to the device goes on when that is done. */
static void go_on_sealing(struct aes_driver *self) {
    enum errorcode error = do_stage(self);
    if (error != OK) {
        end(self, error);
    } else if (self->busy && !self->given) {
        deferred_call_set(&self->turn);
    }
}

/* ---- Turns ---- */

static void begin_sealed(struct aes_driver *self, const struct aes_app *app) {
    uint8_t tag_bytes = app->tag_bytes;
    self->nonce = app->vector;
    self->seal = (struct aes_seal){
        .is_ccm = app->mode == MODE_CCM,
        .nonce_bytes = app->nonce_bytes,
        .tag_bytes = tag_bytes,
        .head_bytes = app->text_at - app->head_at,
    };
    self->head_at = app->head_at;
    self->text_at = app->text_at;
    self->text_bytes = app->length - app->text_at - (app->decrypts ? tag_bytes : 0);
    self->seal.text_bytes = self->text_bytes;
    aes_seal_count_from(&self->seal, &self->nonce, 1, self->vector);
    self->stage = self->seal.is_ccm ? AES_STAGE_HEAD : AES_STAGE_KEY;
}

static void begin(struct aes_driver *self, const struct aes_app *app) {
    take_out(self->key, &app->key);
    take_out(self->vector, &app->vector);
    self->request.key = self->key;
    self->opens = app->decrypts;
    self->request.decrypts = app->decrypts && !is_sealed(app->mode); /* CTR and CBC only encrypt */
    self->mode = app->mode;
    self->done = 0;
    self->head_done = 0;
    self->valid = false;
    self->text_at = 0;
    self->text_bytes = app->length;
    buffer_window(self->code, 0, AES_BLOCK_BYTES);
    if (is_sealed(app->mode)) {
        begin_sealed(self, app);
    }
}

void aes_driver_turn(struct aes_driver *self) {
    struct process_id next;
    if (self->busy) {
        if (is_sealed(self->mode) && !self->given) {
            go_on_sealing(self);
        }
        return;
    }
    if (!find_next(self, &next)) {
        return;
    }
    self->served = next;
    self->busy = true;
    enum errorcode error;
    GRANT_ENTER (self->apps, next, app, error) {
        begin(self, app);
    }
    if (is_sealed(self->mode)) {
        go_on_sealing(self);
    } else {
        advance(self);
    }
}

void aes_driver_done(struct aes_driver *self, enum errorcode status) {
    self->given = false;
    if (status == OK && is_sealed(self->mode)) {
        deferred_call_set(&self->turn);
        return;
    }
    enum errorcode error = status == OK ? store(self) : status;
    if (error != OK) {
        end(self, error);
    } else {
        advance(self);
    }
}

/* ---- Commands ---- */

static command_result set_algorithm(const struct aes_driver *self, struct process_id caller,
                                    uint32_t mode, bool encrypts) {
    if (mode > MODE_GCM) {
        return command_failure(ERR_NOSUPPORT);
    }
    enum errorcode error;
    enum errorcode result = OK;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (app->waits) {
            result = ERR_BUSY;
        } else {
            app->mode = (uint8_t)mode;
            app->decrypts = !encrypts;
            app->chosen = true;
            app->open = false;
        }
    }
    return command_status(error != OK ? error : result);
}

/* Where the parts of a source are, and how long the tag is. They stay until they are said anew. */
static command_result set_part(const struct aes_driver *self, struct process_id caller,
                               uint32_t command, uint32_t value) {
    bool is_tag_length = value >= AES_SEAL_TAG_MIN && value <= AES_SEAL_TAG_MAX && value % 2 == 0;
    if (command == COMMAND_TAG_LENGTH && !is_tag_length) {
        return command_failure(ERR_INVAL);
    }
    if (command == COMMAND_CONFIDENTIAL) { /* what is not to be encrypted stands before the text */
        return command_status(value != 0 ? OK : ERR_NOSUPPORT);
    }
    enum errorcode error;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (app->waits) {
            return command_failure(ERR_BUSY);
        }
        switch (command) {
        case COMMAND_HEAD_AT:
            app->head_at = value;
            break;
        case COMMAND_TEXT_AT:
            app->text_at = value;
            break;
        default:
            app->tag_bytes = (uint8_t)value;
            break;
        }
    }
    return command_status(error);
}

/* Are the buffers such that they can be used? */
static enum errorcode look_at_data(uint32_t source, uint32_t room, bool in_blocks) {
    if (source == 0 || room == 0) {
        return ERR_RESERVE;
    }
    return source > room || (in_blocks && source % AES_BLOCK_BYTES != 0) ? ERR_SIZE : OK;
}

/* And the parts of one that is authenticated? The tag need not have room. */
static enum errorcode look_at_parts(uint32_t source, uint32_t room, const struct aes_app *app) {
    uint32_t tail = app->decrypts ? app->tag_bytes : 0;
    if (source == 0) {
        return ERR_RESERVE;
    }
    if (app->head_at > app->text_at || app->text_at > source) {
        return ERR_INVAL;
    }
    if (source - app->text_at < tail || room < source - tail) {
        return ERR_SIZE;
    }
    uint32_t head = app->text_at - app->head_at;
    uint32_t text = source - app->text_at - tail;
    bool is_too_long = app->mode == MODE_CCM && (head > AES_SEAL_HEAD_MAX || text > UINT16_MAX);
    return is_too_long ? ERR_SIZE : OK;
}

static enum errorcode look_at(const struct aes_driver *self, struct process_id caller,
                              const struct aes_app *app) {
    uint32_t source = slice_allowed_ro(self->apps.handle, caller, ALLOW_SOURCE).length;
    uint32_t room = slice_allowed_rw(self->apps.handle, caller, ALLOW_DESTINATION).length;
    return is_sealed(app->mode) ? look_at_parts(source, room, app)
                                : look_at_data(source, room, app->mode != AES_CTR);
}

/* Copies the first `count` bytes of a buffer that the process allows. */
static enum errorcode fetch(const struct aes_driver *self, struct process_id caller,
                            uint32_t number, uint32_t count, struct aes_block *to) {
    struct slice_ro from = slice_allowed_ro(self->apps.handle, caller, number);
    if (from.length < count) {
        return from.length == 0 ? ERR_RESERVE : ERR_SIZE;
    }
    for (uint32_t i = 0; i < AES_BLOCK_BYTES; i++) {
        to->bytes[i] = i < count ? slice_get(from, i) : 0;
    }
    return OK;
}

/* A vector is a block. A nonce is as long as its mode likes it: of a longer buffer, its first bytes. */
static enum errorcode fetch_vector(const struct aes_driver *self, struct process_id caller,
                                   struct aes_app *app) {
    uint32_t there = slice_allowed_ro(self->apps.handle, caller, ALLOW_VECTOR).length;
    uint32_t count = AES_BLOCK_BYTES;
    if (app->mode == AES_ECB) {
        return OK;
    }
    if (app->mode == MODE_GCM) {
        count = AES_SEAL_GCM_NONCE;
    } else if (app->mode == MODE_CCM) {
        count = there < AES_SEAL_CCM_NONCE_MAX ? there : AES_SEAL_CCM_NONCE_MAX;
        count = count < AES_SEAL_CCM_NONCE_MIN ? AES_SEAL_CCM_NONCE_MIN : count;
    }
    app->nonce_bytes = (uint8_t)count;
    return fetch(self, caller, ALLOW_VECTOR, count, &app->vector);
}

static enum errorcode set_up(const struct aes_driver *self, struct process_id caller,
                             struct aes_app *app) {
    enum errorcode result = app->chosen ? OK : ERR_INVAL;
    if (result == OK) {
        result = fetch(self, caller, ALLOW_KEY, AES_KEY_BYTES, &app->key);
    }
    if (app->tag_bytes == 0) {
        app->tag_bytes = AES_SEAL_TAG_MAX;
    }
    return result == OK ? fetch_vector(self, caller, app) : result;
}

/* What may be asked now? One text that is authenticated has one nonce. */
static enum errorcode may_ask(const struct aes_app *app, bool sets_up) {
    if (app->waits) {
        return ERR_NOMEM;
    }
    if (sets_up) {
        return OK;
    }
    return !app->open ? ERR_OFF : is_sealed(app->mode) ? ERR_NOSUPPORT : OK;
}

static command_result ask(struct aes_driver *self, struct process_id caller, bool sets_up) {
    uint32_t length = slice_allowed_ro(self->apps.handle, caller, ALLOW_SOURCE).length;
    enum errorcode error;
    enum errorcode result = OK;
    GRANT_ENTER (self->apps, caller, app, error) {
        result = may_ask(app, sets_up);
        if (result == OK && sets_up) {
            result = set_up(self, caller, app);
            app->open = result == OK;
        }
        if (result == OK) {
            result = look_at(self, caller, app);
            app->waits = result == OK;
            app->length = length;
        }
    }
    if (error == OK && result == OK) {
        deferred_call_set(&self->turn);
    }
    return command_status(error != OK ? error : result);
}

/* Key and vector are forgotten. */
static command_result finish(const struct aes_driver *self, struct process_id caller) {
    static const struct aes_block nothing;
    enum errorcode error;
    enum errorcode result = OK;
    GRANT_ENTER (self->apps, caller, app, error) {
        if (app->waits) {
            result = ERR_BUSY;
        } else if (!app->open) {
            result = ERR_OFF;
        } else {
            app->key = nothing;
            app->vector = nothing;
            app->chosen = false;
            app->open = false;
        }
    }
    return command_status(error != OK ? error : result);
}

command_result aes_driver_command(struct aes_driver *self, struct process_id caller,
                                  uint32_t command, uint32_t arg1, uint32_t arg2) {
    switch (command) {
    case COMMAND_EXISTS:
        return command_success();
    case COMMAND_SET_ALGORITHM:
        return set_algorithm(self, caller, arg1, arg2 != 0);
    case COMMAND_SETUP:
        return ask(self, caller, true);
    case COMMAND_CRYPT:
        return ask(self, caller, false);
    case COMMAND_FINISH:
        return finish(self, caller);
    case COMMAND_HEAD_AT:
    case COMMAND_TEXT_AT:
    case COMMAND_TAG_LENGTH:
    case COMMAND_CONFIDENTIAL:
        return set_part(self, caller, command, arg1);
    default:
        return command_failure(ERR_NOSUPPORT);
    }
}
