/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* What the preprocessor must not be used for: to show the checker something else than the compiler,
 * or to change what a trusted header says. */
#include "capcheck.h"

#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace clang;

extern char **environ;

/* ---- Raw tokens: also of what is skipped, and in directives ---- */

struct Word {
    unsigned code;
    const char *what;
};

/* Words that no capsule spells. Those that begin with an underscore are refused unless they are
 * among the permitted ones; these have a rule of their own. */
static const std::map<std::string, Word> words = {
    {"asm", {7, "inline assembly"}},
    {"__asm", {7, "inline assembly"}},
    {"__asm__", {7, "inline assembly"}},
    {"__attribute", {7, "an attribute"}},
    {"__attribute__", {7, "an attribute"}},
    {"__declspec", {7, "an attribute"}},
    {"_Noreturn", {7, "an attribute"}},
    {"_Alignas", {7, "an attribute"}},
    {"_Pragma", {7, "a pragma"}},
    {"__pragma", {7, "a pragma"}},
    {"va_list", {8, "a variable list of arguments"}},
    {"va_start", {8, "a variable list of arguments"}},
    {"va_arg", {8, "a variable list of arguments"}},
    {"va_copy", {8, "a variable list of arguments"}},
    {"va_end", {8, "a variable list of arguments"}},
    {"__builtin_va_list", {8, "a variable list of arguments"}},
    {"__builtin_va_start", {8, "a variable list of arguments"}},
    {"__builtin_va_arg", {8, "a variable list of arguments"}},
    {"__VA_OPT__", {8, "a variable list of arguments"}},
    {"alloca", {9, "memory of run-time size on the stack"}},
    {"__builtin_alloca", {9, "memory of run-time size on the stack"}},
    {"setjmp", {9, "a jump out of a function"}},
    {"longjmp", {9, "a jump out of a function"}},
    {"sigsetjmp", {9, "a jump out of a function"}},
    {"siglongjmp", {9, "a jump out of a function"}},
    {"__builtin_setjmp", {9, "a jump out of a function"}},
    {"__builtin_longjmp", {9, "a jump out of a function"}},
    {"__label__", {9, "a local label"}},
    {"extern", {10, "'extern'"}},
    {"volatile", {14, "'volatile'"}},
    {"__volatile", {14, "'volatile'"}},
    {"__volatile__", {14, "'volatile'"}},
    {"restrict", {14, "'restrict'"}},
    {"_Atomic", {14, "'_Atomic'"}},
    {"_Thread_local", {14, "thread-local storage"}},
    {"__thread", {14, "thread-local storage"}},
    {"_Generic", {14, "a generic selection"}},
    {"typeof", {14, "'typeof'"}},
    {"__typeof", {14, "'typeof'"}},
    {"__typeof__", {14, "'typeof'"}},
    {"__auto_type", {14, "'__auto_type'"}},
    {"float", {14, "floating point"}},
    {"double", {14, "floating point"}},
};

static const char *hint_for(unsigned code) {
    switch (code) {
    case 7:
        return "ask for a function of the API that does it";
    case 8:
        return "pass a struct or a slice";
    case 9:
        return "use an array of fixed size, and return";
    case 10:
        return "include the header that declares it";
    default:
        return "the kernel is one thread, and its values are integers and references";
    }
}

static bool is_permitted_reserved(llvm::StringRef name) {
    return name == "_Static_assert" || name == "_Bool" || name == "__VA_ARGS__";
}

class RawTokens {
  public:
    RawTokens(Unit &u, const std::string &p, llvm::StringRef t) : unit(u), path(p), text(t) {}

    void check() {
        LangOptions options;
        options.C99 = options.C11 = options.GNUMode = 1;
        options.LineComment = 1;
        options.Digraphs = 1;
        std::string zero_ended = text.str();
        Lexer lexer(SourceLocation(), options, zero_ended.c_str(), zero_ended.c_str(),
                    zero_ended.c_str() + zero_ended.size());
        start = zero_ended.c_str();
        Token token;
        while (!lexer.LexFromRawLexer(token)) {
            take(lexer, token);
        }
    }

  private:
    Unit &unit;
    const std::string &path;
    llvm::StringRef text;
    const char *start = nullptr;
    size_t done = 0;
    unsigned line = 1, column = 1;
    enum {
        CODE,
        HASH,
        INCLUDE,
        NAME,
        DEFINE,
        PRAGMA,
        DIRECTIVE
    } state = CODE;
    bool code_seen = false;

    std::string spelling(Lexer &lexer, const Token &token) {
        /* Without what a backslash and line ends hide. */
        std::string s;
        const char *end = lexer.getBufferLocation();
        for (const char *p = end - token.getLength(); p < end; p++) {
            if (*p == '\\') {
                const char *q = p + 1;
                while (q < end && (*q == ' ' || *q == '\t' || *q == '\r')) {
                    q++;
                }
                if (q < end && *q == '\n') {
                    p = q;
                    continue;
                }
            }
            s += *p;
        }
        return s;
    }

    void find_place(size_t offset) {
        for (; done < offset; done++) {
            column++;
            if (text[done] == '\n') {
                line++;
                column = 1;
            }
        }
    }

    void refuse(unsigned code, const std::string &what, const std::string &hint,
                Site site = Site::here()) {
        unit.refuse_at(path, line, column, code, what, hint, site);
    }

    void take_name(const std::string &name) {
        auto word = words.find(name);
        if (word != words.end()) {
            refuse(word->second.code, std::string(word->second.what) + " in a capsule",
                   hint_for(word->second.code));
            return;
        }
        bool reserved = name.size() > 1 && name[0] == '_' &&
                        (name[1] == '_' || isupper((unsigned char)name[1]));
        if (reserved && !is_permitted_reserved(name)) {
            refuse(14, "the name '" + name + "' belongs to the compiler",
                   "use C11 without extensions");
        }
        if (name == "CAPCHECK") {
            refuse(19, "the name 'CAPCHECK' is the checker's", "write the same for both");
        }
        for (unsigned char c : name) {
            if (c >= 0x80 || c == '\\' || c == '$') {
                refuse(14, "a name with other characters than C11 has", "use ASCII letters");
                return;
            }
        }
    }

    void take_directive(const std::string &name) {
        state = DIRECTIVE;
        if (name == "include") {
            state = INCLUDE;
            if (code_seen) {
                refuse(19, "#include after code", "put all of them at the top");
            }
        } else if (name == "pragma") {
            state = PRAGMA;
        } else if (name == "define") {
            state = DEFINE;
        } else if (name == "line") {
            refuse(7, "#line", "leave it out: errors are reported where they are");
        } else if (name == "undef") {
            refuse(19, "#undef", "use another name");
        } else if (name == "include_next" || name == "import") {
            refuse(11, "#" + name, "use #include");
        } else if (name != "if" && name != "ifdef" && name != "ifndef" && name != "elif" &&
                   name != "else" && name != "endif" && name != "error") {
            refuse(7, "#" + name, "leave it out");
        }
    }

    void take(Lexer &lexer, const Token &token) {
        find_place((size_t)(lexer.getBufferLocation() - start) - token.getLength());
        if (token.isAtStartOfLine()) {
            state = token.is(tok::hash) ? HASH : CODE;
            if (state == HASH) {
                return;
            }
        }
        if (state == CODE) {
            code_seen = true;
        }
        std::string s = spelling(lexer, token);
        if (state == INCLUDE && token.isOneOf(tok::less, tok::string_literal)) {
            state = NAME;
        }
        if (state == NAME) {
            return; /* the name of a file */
        }
        if (token.is(tok::hashhash) && path.size() > 2 && path.substr(path.size() - 2) == ".h") {
            refuse(19, "tokens are pasted in a header",
                   "write the names whole: boards expand this");
        }
        if (token.is(tok::raw_identifier)) {
            if (state == HASH) {
                take_directive(s);
            } else if (state == PRAGMA) {
                if (s != "once") {
                    refuse(7, "a pragma", "leave it out");
                }
                state = DIRECTIVE;
            } else {
                if (state == INCLUDE) {
                    refuse(11, "#include by a computed name", "write the name");
                    state = DIRECTIVE;
                }
                take_name(s);
            }
        } else if (state == HASH) {
            refuse(7, "a line marker", "leave it out: errors are reported where they are");
            state = DIRECTIVE;
        } else if (token.is(tok::unknown)) {
            refuse(19, "a character that is not C", "use ASCII");
        }
        if (state == DEFINE) {
            state = DIRECTIVE;
        }
    }
};

void check_raw_tokens(Unit &unit, const std::string &path, llvm::StringRef text) {
    RawTokens(unit, path, text).check();
}

/* ---- Macros and includes, as they are met ---- */

/* What a capsule may include of the project, apart from abi/, hil/ and capsules. */
static const std::set<std::string> kernel_headers = {
    "bounds",        "buffer",   "capability", "capsule",         "config",
    "deferred_call", "dialect",  "driver",     "grant",           "hil",
    "credential",    "messages", "panic",      "process_control", "process_id",
    "process_slice", "programs", "range",      "report_cursor",   "storage_access",
    "upcall",        "utf8",
};
static const std::set<std::string> system_headers = {"stdint.h", "stdbool.h", "stddef.h",
                                                     "limits.h"};

std::string real_path(const std::string &path);

/* A source that includes all that a capsule may include of the kernel. */
std::string everything_for_capsules(const Board &board) {
    std::string text;
    for (const std::string &name : kernel_headers) {
        text += "#include \"kernel/" + name + ".h\"\n";
    }
    for (const char *folder : {"hil", "abi"}) {
        DIR *d = opendir((board.root + "/" + folder).c_str());
        for (struct dirent *e; d != nullptr && (e = readdir(d)) != nullptr;) {
            std::string name = e->d_name;
            if (name.size() > 2 && name.substr(name.size() - 2) == ".h") {
                text += std::string("#include \"") + folder + "/" + name + "\"\n";
            }
        }
        if (d != nullptr) {
            closedir(d);
        }
    }
    return text;
}

class Watcher : public PPCallbacks {
  public:
    explicit Watcher(Unit &u) : unit(u) {}

    void FileChanged(SourceLocation location, FileChangeReason reason, SrcMgr::CharacteristicKind,
                     FileID) override {
        if (reason != EnterFile || unit.is_board || !unit.is_capsule(location)) {
            return;
        }
        FileID id = unit.sources->getFileID(location);
        std::string path = unit.path_of(location);
        if (!path.empty() && raw_done.insert(path).second) {
            check_raw_tokens(unit, path, unit.sources->getBufferData(id));
        }
    }

    void InclusionDirective(SourceLocation hash, const Token &, StringRef name, bool,
                            CharSourceRange, const FileEntry *entry, StringRef, StringRef,
                            const Module *, SrcMgr::CharacteristicKind) override {
        if (entry == nullptr) {
            return;
        }
        std::string path = real_path(entry->getName().str());
        unit.includes[unit.path_of(hash)].insert(path);
        if (unit.is_board || !unit.is_capsule(hash)) {
            return;
        }
        if (!is_allowed(path) || (is_named_like_the_kernels(name.str()) &&
                                  unit.origin_of_file(path) == Origin::CAPSULE)) {
            unit.refuse(hash, 11, "include of \"" + name.str() + "\"",
                        "capsules include kernel/capsule.h, hil/, abi/ and each other's headers");
        }
    }

    void MacroDefined(const Token &name, const MacroDirective *directive) override {
        if (!unit.is_capsule(name.getLocation())) {
            auto before = defined.find(name.getIdentifierInfo()->getName().str());
            if (before != defined.end()) {
                unit.refuse(before->second, 19,
                            "'" + before->first + "' is defined by a trusted header, too",
                            "use another name");
            }
            return;
        }
        std::string text = name.getIdentifierInfo()->getName().str();
        std::string path = unit.path_of(name.getLocation());
        if (path != unit.file && has_small_letter(text)) {
            unit.refuse(name.getLocation(), 19,
                        "the macro '" + text + "' of a header is not in capital letters",
                        "write it in capitals: boards expand what stands there");
        }
        if (directive->getPrevious() != nullptr && !unit.is_board) {
            unit.refuse(name.getLocation(), 19, "'" + text + "' is defined already",
                        "use another name");
        }
        if (name.getIdentifierInfo()->isKeyword(unit.preprocessor->getLangOpts())) {
            unit.refuse(name.getLocation(), 19, "'" + text + "' is a word of C",
                        "use another name");
        }
        defined[text] = name.getLocation();
    }

    void MacroExpands(const Token &name, const MacroDefinition &definition, SourceRange,
                      const MacroArgs *) override {
        const MacroInfo *info = definition.getMacroInfo();
        if (info != nullptr) {
            use(name, info->getDefinitionLoc());
        }
    }

    void Ifdef(SourceLocation, const Token &name, const MacroDefinition &d) override {
        test(name, d);
    }
    void Ifndef(SourceLocation, const Token &name, const MacroDefinition &d) override {
        test(name, d);
    }
    void Defined(const Token &name, const MacroDefinition &d, SourceRange) override {
        test(name, d);
    }

    /* Macros of capsules that shadow a declaration of a trusted header. */
    void check_shadows() {
        for (const auto &macro : defined) {
            auto &name = unit.context->Idents.get(macro.first);
            for (NamedDecl *d :
                 unit.context->getTranslationUnitDecl()->lookup(DeclarationName(&name))) {
                if (!unit.is_capsule(d->getLocation())) {
                    unit.refuse(macro.second, 19,
                                "'" + macro.first + "' shadows what a trusted header declares",
                                "use another name");
                }
            }
        }
    }

  private:
    Unit &unit;
    std::set<std::string> raw_done;
    std::map<std::string, SourceLocation> defined;

    static bool has_small_letter(const std::string &name) {
        for (char c : name) {
            if (islower((unsigned char)c)) {
                return true;
            }
        }
        return false;
    }

    static bool is_named_like_the_kernels(const std::string &name) {
        for (const char *folder : {"kernel/", "hil/", "abi/", "arch/", "chips/", "boards/"}) {
            if (name.compare(0, strlen(folder), folder) == 0) {
                return true;
            }
        }
        return system_headers.count(name) != 0;
    }

    /* A macro of one file that another header uses or tests, without including that file: the header
     * would not say the same to everybody. */
    bool is_foreign(SourceLocation name, SourceLocation definition) {
        std::string used = unit.path_of(name), defined_in = unit.path_of(definition);
        bool concerns_capsules = unit.origin_of_file(used) == Origin::CAPSULE ||
                                 unit.origin_of_file(defined_in) == Origin::CAPSULE;
        return concerns_capsules && !used.empty() && !defined_in.empty() && used != unit.file &&
               used != defined_in && defined_in != unit.board.macros && !unit.is_wiring(used) &&
               !unit.is_included(used, defined_in);
    }

    bool is_allowed(const std::string &path) {
        if (unit.origin_of_file(path) == Origin::SYSTEM) {
            return system_headers.count(path.substr(path.rfind('/') + 1)) != 0;
        }
        const std::string root = unit.board.root + "/";
        if (path.size() < 2 || path.substr(path.size() - 2) != ".h") {
            return false;
        }
        if (path.compare(0, root.size(), root) == 0) {
            std::string inside = path.substr(root.size());
            if (inside.compare(0, 7, "kernel/") == 0) {
                return kernel_headers.count(inside.substr(7, inside.size() - 9)) != 0;
            }
            if (inside.compare(0, 4, "hil/") == 0 || inside.compare(0, 4, "abi/") == 0 ||
                inside.compare(0, 9, "capsules/") == 0) {
                return true;
            }
            if (unit.origin_of_file(path) == Origin::TRUSTED) {
                return false;
            }
        }
        /* Beside the capsule, or below. */
        std::string folder = unit.file.substr(0, unit.file.rfind('/') + 1);
        return path.compare(0, folder.size(), folder) == 0;
    }

    void use(const Token &name, SourceLocation definition) {
        std::string text = name.getIdentifierInfo()->getName().str();
        if (definition.isInvalid()) {
            return; /* __LINE__ and the like */
        }
        if (is_foreign(name.getLocation(), definition)) {
            unit.refuse(unit.is_capsule(definition) ? definition : name.getLocation(), 19,
                        "'" + text + "' changes what another header says", "use another name");
        }
    }

    void test(const Token &name, const MacroDefinition &definition) {
        const MacroInfo *info = definition.getMacroInfo();
        if (info != nullptr && info->getDefinitionLoc().isValid() &&
            is_foreign(name.getLocation(), info->getDefinitionLoc())) {
            unit.refuse(unit.is_capsule(info->getDefinitionLoc()) ? info->getDefinitionLoc()
                                                                  : name.getLocation(),
                        19,
                        "'" + name.getIdentifierInfo()->getName().str() +
                            "' changes what another header says",
                        "use another name");
        }
    }
};

static Watcher *watcher; /* the preprocessor owns it; one unit is read at a time */

void watch_preprocessor(Unit &unit) {
    auto callbacks = std::make_unique<Watcher>(unit);
    watcher = callbacks.get();
    unit.preprocessor->addPPCallbacks(std::move(callbacks));
}

void check_macro_shadows() {
    watcher->check_shadows();
}

/* ---- Does the compiler see the same? ---- */

static std::string output_of(const std::vector<std::string> &command) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return "";
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    std::vector<char *> arguments;
    for (const std::string &s : command) {
        arguments.push_back(const_cast<char *>(s.c_str()));
    }
    arguments.push_back(nullptr);
    pid_t child;
    std::string text;
    int error = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    close(ends[1]);
    if (error == 0) {
        char block[65536];
        ssize_t n;
        while ((n = read(ends[0], block, sizeof block)) > 0) {
            text.append(block, (size_t)n);
        }
        int status;
        if (waitpid(child, &status, 0) != child || status != 0) {
            text.clear();
        }
    }
    close(ends[0]);
    posix_spawn_file_actions_destroy(&actions);
    return text;
}

void compare_tokens(Unit &unit, const std::vector<std::pair<std::string, SourceLocation>> &seen) {
    std::vector<std::string> command = {unit.board.compiler};
    command.insert(command.end(), unit.board.flags.begin(), unit.board.flags.end());
    for (const char *s : {"-DCAPCHECK", "-E", "-P", "-w"}) {
        command.push_back(s);
    }
    command.push_back(unit.file);
    std::string text = output_of(command);
    LangOptions options;
    options.C99 = options.C11 = options.GNUMode = 1;
    options.Digraphs = 1;
    Lexer lexer(SourceLocation(), options, text.c_str(), text.c_str(), text.c_str() + text.size());
    Token token;
    size_t i = 0;
    bool at_end = lexer.LexFromRawLexer(token);
    for (; !at_end && i < seen.size(); i++, at_end = lexer.LexFromRawLexer(token)) {
        std::string theirs(lexer.getBufferLocation() - token.getLength(), token.getLength());
        const std::string &ours = seen[i].first;
        /* The line of a macro that goes over several lines is a matter of taste. */
        std::string macro =
            ours.compare(0, 10, "loop_left_") == 0 && theirs.compare(0, 10, "loop_left_") == 0
                ? unit.macro_of(seen[i].second)
                : "";
        bool counter = macro == "LOOP_BOUND" || macro == "LOOP_WHILE";
        if (theirs != ours && !counter) {
            break;
        }
    }
    if (!at_end || i < seen.size()) {
        unit.refuse(i < seen.size()
                        ? seen[i].second
                        : unit.sources->getLocForStartOfFile(unit.sources->getMainFileID()),
                    19, "the compiler reads something else here than the checker",
                    "write it so that there are no two ways to read it");
    }
}
