/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* capcheck: is this a capsule? See capcheck.h. */
#include "capcheck.h"

#include <climits>
#include <cstring>
#include <dirent.h>
#include <fstream>
#include <unistd.h>

using namespace clang;

std::string real_path(const std::string &path);
void check_macro_shadows();

static const char usage[] =
    "usage: capcheck [--board BOARD] [--facts] FILE.c ...\n"
    "       capcheck --boards | --help\n"
    "\n"
    "Checks that each file is a capsule: that it keeps the rules of docs/capsule-c.md. Files may lie\n"
    "anywhere. A board's own source is checked for what the macros of capsules do in it.\n"
    "\n"
    "  --board BOARD  compile as for this board (lm3s6965evb)\n"
    "  --boards       list the boards that were built\n"
    "  --as-board     the files are composition, not capsules: wiring.h of a folder of capsules, say\n"
    "  --facts        check nothing; print who calls whom, for other tools\n"
    "\n"
    "Exit status: 0 clean, 1 refused, 2 could not read.\n";

/* ---- Boards ---- */

/* Is the macro in this file, which has a definition in each line? */
static bool defines(const std::string &file, const std::string &macro) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (line.compare(0, 8 + macro.size() + 1, "#define " + macro + " ") == 0) {
            return true;
        }
    }
    return false;
}

bool Board::read(const std::string &file) {
    std::ifstream in(file);
    std::string line;
    if (!in) {
        return false;
    }
    while (std::getline(in, line)) {
        size_t equals = line.find('=');
        if (equals == std::string::npos) {
            continue;
        }
        std::string key = line.substr(0, equals), text = line.substr(equals + 1);
        if (key == "root") {
            root = real_path(text);
        } else if (key == "cc") {
            compiler = text;
        } else if (key == "flag") {
            flags.push_back(text);
        } else if (key == "macros") {
            macros = real_path(text);
            is_clang = defines(macros, "__clang__");
        } else if (key == "include") {
            include = real_path(text);
        } else if (key == "wiring") {
            wiring = real_path(text);
        } else if (key == "clang") {
            target += text + "\n";
        } else if (key == "guard") {
            guard_bytes = (unsigned)std::stoul("0" + text);
        }
    }
    return !root.empty() && !compiler.empty() && !macros.empty() && !include.empty();
}

std::vector<std::string> Board::clang_arguments() const {
    std::vector<std::string> arguments = {"-x",
                                          "c",
                                          "-undef",
                                          "-nostdinc",
                                          "-isystem",
                                          include,
                                          "-imacros",
                                          macros,
                                          "-DCAPCHECK",
                                          "-fno-color-diagnostics",
                                          "-fno-caret-diagnostics",
                                          "-ferror-limit=0"};
    size_t from = 0;
    for (size_t end; (end = target.find('\n', from)) != std::string::npos; from = end + 1) {
        arguments.push_back(target.substr(from, end - from));
    }
    static const char *const kept[] = {"-D", "-U", "-I", "-std=", "-ffreestanding"};
    for (const std::string &flag : flags) {
        for (const char *prefix : kept) {
            if (flag.compare(0, strlen(prefix), prefix) == 0) {
                arguments.push_back(flag);
            }
        }
    }
    for (const char *w :
         {"-w", "-Wuninitialized", "-Wsometimes-uninitialized", "-Wconditional-uninitialized",
          "-Winitializer-overrides", "-Wincompatible-pointer-types", "-Wint-conversion",
          "-Wreturn-type", "-Wimplicit-function-declaration", "-Wimplicit-int"}) {
        if (strcmp(w, "-w") != 0) {
            arguments.push_back(w);
        }
    }
    return arguments;
}

/* ---- What Clang itself says ---- */

class Diagnostics : public DiagnosticConsumer {
  public:
    explicit Diagnostics(Unit &u) : unit(u) {}
    bool unreadable = false;
    std::string unreadable_why;

    void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic &info) override {
        DiagnosticConsumer::HandleDiagnostic(level, info);
        llvm::SmallString<256> text;
        info.FormatDiagnostic(text);
        std::string option = DiagnosticIDs::getWarningOptionForDiag(info.getID()).str();
        unsigned code = code_of(option, text.str().str(), level >= DiagnosticsEngine::Error);
        if (level == DiagnosticsEngine::Fatal) {
            unreadable = true;
            unreadable_why = text.str().str();
        }
        if (code == NONE || unit.sources == nullptr || info.getLocation().isInvalid()) {
            return;
        }
        if (level < DiagnosticsEngine::Error &&
            unit.origin_of(unit.sources->getFileLoc(info.getLocation())) != Origin::CAPSULE) {
            return;
        }
        unit.refuse(info.getLocation(), code, text.str().str());
    }

  private:
    Unit &unit;
    enum {
        NONE = UINT_MAX
    };

    static bool has(const std::string &text, const char *part) {
        return text.find(part) != std::string::npos;
    }

    static unsigned code_of(const std::string &option, const std::string &text, bool is_error) {
        if (has(option, "uninitialized")) {
            return 13;
        }
        if (option == "initializer-overrides") {
            return 6;
        }
        if (has(option, "pointer-types") || option == "int-conversion" ||
            has(text, "incompatible type") || has(text, "generic association") ||
            has(text, "incompatible pointer")) {
            return 1;
        }
        if (option == "implicit-function-declaration" || has(text, "undeclared")) {
            return 10;
        }
        if (option == "return-type") {
            return 13;
        }
        if (!is_error) {
            return NONE;
        }
        if (has(text, "function definition is not allowed here") || has(text, "cannot jump")) {
            return 9;
        }
        if (has(text, "incomplete type") || has(text, "indirection requires") ||
            has(text, "not a pointer") || has(text, "is not array, pointer")) {
            return 3;
        }
        return 0;
    }
};

/* ---- Reading ---- */

class Consumer : public ASTConsumer {
  public:
    Consumer(Unit &u, bool facts, std::vector<std::pair<std::string, SourceLocation>> &seen)
        : unit(u), want_facts(facts), tokens(seen) {}

    void HandleTranslationUnit(ASTContext &context) override {
        unit.context = &context;
        for (const Decl *d : context.getTranslationUnitDecl()->decls()) {
            const auto *r = dyn_cast<RecordDecl>(d);
            if (r == nullptr || !r->getName().startswith("api_macro_") ||
                unit.is_capsule(unit.sources->getFileLoc(r->getLocation()))) {
                continue;
            }
            for (const auto *a : r->specific_attrs<AnnotateAttr>()) {
                if (a->getAnnotation().startswith("detent:macro ")) {
                    unit.api_macros[r->getName().substr(10).str()] =
                        a->getAnnotation().substr(13).str();
                }
            }
        }
        if (want_facts) {
            print_facts(unit);
            return;
        }
        check_tree(unit);
        check_own_header();
        check_macro_shadows();
        check_headers(unit);
        if (!unit.is_board) {
            check_calls(unit);
            compare_tokens(unit, tokens);
        }
    }

  private:
    Unit &unit;
    bool want_facts;
    std::vector<std::pair<std::string, SourceLocation>> &tokens;

    /* Others believe what the header says of this source. */
    void check_own_header() {
        if (!unit.is_board && !unit.header.empty() && !unit.is_included(unit.file, unit.header)) {
            unit.refuse(unit.sources->getLocForStartOfFile(unit.sources->getMainFileID()), 11,
                        "the header of this source is not included",
                        "include it first, so that it is checked against this");
        }
    }
};

class Action : public ASTFrontendAction {
  public:
    Action(Unit &u, bool facts) : unit(u), want_facts(facts) {}

    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &compiler, StringRef) override {
        return std::make_unique<Consumer>(unit, want_facts, tokens);
    }

    bool BeginSourceFileAction(CompilerInstance &compiler) override {
        unit.sources = &compiler.getSourceManager();
        unit.preprocessor = &compiler.getPreprocessor();
        if (want_facts) {
            return true;
        }
        watch_preprocessor(unit);
        Preprocessor *p = unit.preprocessor;
        p->setTokenWatcher([this, p](const Token &token) {
            if (!token.isAnnotation() && token.isNot(tok::eof)) {
                tokens.push_back({p->getSpelling(token), token.getLocation()});
            }
        });
        return true;
    }

  private:
    Unit &unit;
    bool want_facts;
    std::vector<std::pair<std::string, SourceLocation>> tokens;
};

enum {
    CLEAN = 0,
    REFUSED = 1,
    UNREADABLE = 2
};

/* Collects the names that trusted headers declare. */
class Names : public ASTConsumer {
  public:
    explicit Names(std::set<std::string> &n) : names(n) {}
    void HandleTranslationUnit(ASTContext &context) override {
        for (const Decl *d : context.getTranslationUnitDecl()->decls()) {
            const auto *f = dyn_cast<FunctionDecl>(d);
            const auto *v = dyn_cast<VarDecl>(d);
            if (f != nullptr || v != nullptr) {
                names.insert(cast<NamedDecl>(d)->getNameAsString());
            }
        }
    }

  private:
    std::set<std::string> &names;
};

class NamesAction : public ASTFrontendAction {
  public:
    explicit NamesAction(std::set<std::string> &n) : names(n) {}
    std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &, StringRef) override {
        return std::make_unique<Names>(names);
    }

  private:
    std::set<std::string> &names;
};

static const std::set<std::string> &trusted_names(const Board &board) {
    static std::set<std::string> names;
    if (names.empty()) {
        FileSystemOptions options;
        options.WorkingDir = board.root;
        std::string text = everything_for_capsules(board);
        llvm::IntrusiveRefCntPtr<FileManager> files(new FileManager(options));
        const std::string file = board.root + "/everything.c";
        std::vector<std::string> arguments = board.clang_arguments();
        arguments.insert(arguments.begin(), {"capcheck", "-fsyntax-only"});
        arguments.push_back(file);
        tooling::ToolInvocation invocation(arguments, std::make_unique<NamesAction>(names),
                                           files.get());
        IgnoringDiagConsumer nobody;
        invocation.setDiagnosticConsumer(&nobody);
        llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> memory(
            new llvm::vfs::InMemoryFileSystem);
        memory->addFile(file, 0, llvm::MemoryBuffer::getMemBufferCopy(text));
        llvm::IntrusiveRefCntPtr<llvm::vfs::OverlayFileSystem> overlay(
            new llvm::vfs::OverlayFileSystem(llvm::vfs::getRealFileSystem()));
        overlay->pushOverlay(memory);
        files->setVirtualFileSystem(overlay);
        if (!invocation.run()) {
            names.clear();
        }
    }
    return names;
}

static int check_file(const Board &board, const std::string &name, bool facts, bool as_board) {
    std::string file = real_path(name);
    if (file.empty() || access(file.c_str(), R_OK) != 0) {
        fprintf(stderr, "capcheck: %s: %s\n", name.c_str(), strerror(errno));
        return UNREADABLE;
    }
    if (!as_board && (file.size() < 2 || file.substr(file.size() - 2) != ".c")) {
        fprintf(stderr, "capcheck: %s: not a C source (.c)\n", name.c_str());
        return UNREADABLE;
    }
    Unit probe(board, file, false);
    bool trusted = probe.origin_of_file(file) == Origin::TRUSTED;
    bool is_board =
        as_board || file.compare(0, board.root.size() + 8, board.root + "/boards/") == 0;
    if (trusted && !is_board && !facts) {
        fprintf(stderr, "capcheck: %s: not a capsule, but a part of the kernel\n", name.c_str());
        return UNREADABLE;
    }
    Unit unit(board, file, is_board);
    if (!facts) {
        unit.trusted_names = trusted_names(board);
        if (unit.trusted_names.empty()) {
            fprintf(stderr, "capcheck: the headers of the kernel could not be read\n");
            return UNREADABLE;
        }
    }
    Diagnostics diagnostics(unit);

    std::vector<std::string> arguments = board.clang_arguments();
    arguments.insert(arguments.begin(), {"capcheck", "-fsyntax-only"});
    arguments.push_back(file);
    FileSystemOptions options;
    options.WorkingDir = board.root;
    llvm::IntrusiveRefCntPtr<FileManager> files(new FileManager(options));
    tooling::ToolInvocation invocation(arguments, std::make_unique<Action>(unit, facts),
                                       files.get());
    invocation.setDiagnosticConsumer(&diagnostics);
    bool ran = invocation.run();
    unit.sources = nullptr;
    if (facts) {
        return ran ? CLEAN : UNREADABLE;
    }
    unit.print();
    if (diagnostics.unreadable) {
        fprintf(stderr, "capcheck: %s: %s\n", name.c_str(), diagnostics.unreadable_why.c_str());
        return UNREADABLE;
    }
    if (!ran && !unit.is_refused()) {
        fprintf(stderr, "capcheck: %s: could not be read\n", name.c_str());
        return UNREADABLE;
    }
    return unit.is_refused() ? REFUSED : CLEAN;
}

/* ---- Command line ---- */

static std::string boards_folder() {
    char self[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0) {
        return "capcheck.d";
    }
    std::string path(self, (size_t)n);
    return path.substr(0, path.rfind('/')) + "/capcheck.d";
}

static std::string known_boards() {
    std::string names;
    DIR *folder = opendir(boards_folder().c_str());
    for (struct dirent *e; folder != nullptr && (e = readdir(folder)) != nullptr;) {
        std::string name = e->d_name;
        if (name[0] != '.' && name.find('.') == std::string::npos) {
            names += names.empty() ? name : " " + name;
        }
    }
    if (folder != nullptr) {
        closedir(folder);
    }
    return names;
}

int main(int count, char **values) {
    std::string name = "lm3s6965evb";
    bool facts = false, as_board = false;
    std::vector<std::string> files;
    for (int i = 1; i < count; i++) {
        std::string a = values[i];
        if (a == "--help" || a == "-h") {
            fputs(usage, stdout);
            return CLEAN;
        } else if (a == "--boards") {
            printf("%s\n", known_boards().c_str());
            return CLEAN;
        } else if (a == "--facts") {
            facts = true;
        } else if (a == "--as-board") {
            as_board = true;
        } else if (a == "--board" && i + 1 < count) {
            name = values[++i];
        } else if (a.compare(0, 8, "--board=") == 0) {
            name = a.substr(8);
        } else if (a[0] == '-' && a.size() > 1) {
            fprintf(stderr, "capcheck: unknown option '%s'\n%s", a.c_str(), usage);
            return UNREADABLE;
        } else {
            files.push_back(a);
        }
    }
    if (files.empty()) {
        fprintf(stderr, "capcheck: no file to check\n%s", usage);
        return UNREADABLE;
    }
    Board board;
    if (name.find('/') != std::string::npos || !board.read(boards_folder() + "/" + name)) {
        fprintf(stderr,
                "capcheck: no board '%s' was built (`make BOARD=%s capcheck`); there are: %s\n",
                name.c_str(), name.c_str(), known_boards().c_str());
        return UNREADABLE;
    }
    int status = CLEAN;
    for (const std::string &file : files) {
        int one = check_file(board, file, facts, as_board);
        status = one > status ? one : status;
        fflush(stdout);
    }
    return status;
}
