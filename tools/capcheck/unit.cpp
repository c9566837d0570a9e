/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* Where things come from, and refusals. */
#include "capcheck.h"

#include <climits>
#include <cstdlib>

using namespace clang;

std::string real_path(const std::string &path) {
    char buffer[PATH_MAX];
    return realpath(path.c_str(), buffer) != nullptr ? buffer : "";
}

static std::string header_of(const std::string &file) {
    size_t dot = file.rfind('.');
    return dot == std::string::npos ? "" : real_path(file.substr(0, dot) + ".h");
}

Unit::Unit(const Board &b, std::string f, bool board_source)
    : board(b), file(std::move(f)), header(header_of(file)), is_board(board_source) {
    api_macros["NULL"] = "a null pointer";
    api_macros["offsetof"] = "a number";
}

bool Unit::is_included(const std::string &from, const std::string &to) const {
    std::vector<std::string> todo = {from};
    std::set<std::string> seen = {from};
    while (!todo.empty()) {
        auto known = includes.find(todo.back());
        todo.pop_back();
        if (known == includes.end()) {
            continue;
        }
        for (const std::string &next : known->second) {
            if (next == to) {
                return true;
            }
            if (seen.insert(next).second) {
                todo.push_back(next);
            }
        }
    }
    return false;
}

std::string Unit::path_of(SourceLocation location) {
    if (location.isInvalid()) {
        return "";
    }
    FileID id = sources->getFileID(sources->getSpellingLoc(location));
    const FileEntry *entry = sources->getFileEntryForID(id);
    if (entry == nullptr) {
        return "";
    }
    auto known = real_paths.find(entry);
    if (known == real_paths.end()) {
        known = real_paths.emplace(entry, real_path(entry->getName().str())).first;
    }
    return known->second;
}

static bool is_below(const std::string &path, const std::string &folder) {
    return path.compare(0, folder.size(), folder) == 0;
}

bool Unit::is_wiring(const std::string &path) const {
    return is_board && !board.wiring.empty() && path == board.wiring;
}

Origin Unit::origin_of_file(const std::string &path) const {
    if (path.empty()) {
        return Origin::CAPSULE;
    }
    if (is_board && (path == file || is_wiring(path))) {
        return Origin::TRUSTED;
    }
    if (is_below(path, board.include + "/") || path == board.macros) {
        return Origin::SYSTEM;
    }
    for (const char *folder : {"/kernel/", "/arch/", "/chips/", "/hil/", "/abi/", "/boards/"}) {
        if (is_below(path, board.root + folder)) {
            return Origin::TRUSTED;
        }
    }
    return Origin::CAPSULE;
}

Origin Unit::origin_of(SourceLocation location) {
    if (location.isValid() && path_of(location).empty()) {
        /* No file: the compiler's own definitions, or the scratch space of pasted tokens. */
        FileID id = sources->getFileID(sources->getSpellingLoc(location));
        return id == preprocessor->getPredefinesFileID() ? Origin::SYSTEM : Origin::CAPSULE;
    }
    return origin_of_file(path_of(location));
}

std::string Unit::macro_of(SourceLocation location) {
    while (location.isMacroID()) {
        if (sources->isMacroArgExpansion(location)) {
            location = sources->getImmediateSpellingLoc(location);
            continue;
        }
        location = sources->getImmediateExpansionRange(location).getBegin();
        SourceLocation name = sources->getSpellingLoc(location);
        if (is_capsule(name)) {
            llvm::SmallString<64> buffer;
            return Lexer::getSpelling(name, buffer, *sources, preprocessor->getLangOpts()).str();
        }
    }
    return "";
}

bool Unit::is_exempt(SourceLocation location) {
    if (location.isInvalid() || is_capsule(location)) {
        return false;
    }
    std::string macro = macro_of(location);
    if (macro.empty()) {
        return is_board; /* a board's source spells what it likes */
    }
    if (is_board && (macro == "GRANT_HANDLE" || macro == "BUFFER_AT_LEAST")) {
        return true;
    }
    return api_macros.count(macro) != 0;
}

bool Unit::is_by(SourceLocation location, llvm::StringRef macro) {
    return is_exempt(location) && macro_of(location) == macro;
}

#ifdef CAPCHECK_MUTANT
/* Only in the binary that the tests of the tests use. */
static bool is_taken_away(const Site &site, unsigned code) {
    const char *without = getenv("CAPCHECK_WITHOUT");
    std::string name = std::string(site.file) + ":" + std::to_string(site.line);
    name = name.substr(name.rfind('/') + 1);
    if (getenv("CAPCHECK_SITES") != nullptr) {
        fprintf(stderr, "site %s CC%02u\n", name.c_str(), code);
    }
    return without != nullptr && name == without;
}
#else
static bool is_taken_away(const Site &, unsigned) {
    return false;
}
#endif

/* What to do about it, where the rule has nothing more precise to say. */
static const char *hint_of(unsigned code) {
    switch (code) {
    case 0:
        return "this is not C as the compiler takes it";
    case 1:
        return "use the type of the object";
    case 2:
        return "subscript an array of known length";
    case 3:
        return "use a reference to a complete struct";
    case 6:
        return "say each member once";
    case 9:
        return "write a function";
    case 10:
        return "include the header that declares it";
    case 13:
        return "give it a value where it is declared";
    default:
        return "see there";
    }
}

void Unit::refuse_at(const std::string &path, unsigned line, unsigned column, unsigned code,
                     const std::string &what, const std::string &hint, Site site) {
    if (is_taken_away(site, code)) {
        return;
    }
    char number[16];
    snprintf(number, sizeof number, "CC%02u", code);
    std::string page(number);
    for (char &c : page) {
        c = (char)tolower(c);
    }
    std::string text = std::string(number) + " " + what + "; " +
                       (hint.empty() ? hint_of(code) : hint) + " [docs/capsule-c.md#" + page + "]";
    refusals[{path, {line, column}}].insert(text);
}

void Unit::refuse(SourceLocation location, unsigned code, const std::string &what,
                  const std::string &hint, Site site) {
    /* Where a person looks: in the capsule, not in the macro. #line is not believed. */
    SourceLocation place = sources->getFileLoc(location);
    std::string path = path_of(place);
    refuse_at(path.empty() ? file : path, sources->getSpellingLineNumber(place),
              sources->getSpellingColumnNumber(place), code, what, hint, site);
}

void Unit::print() const {
    for (const auto &at : refusals) {
        std::string path = at.first.first;
        if (is_below(path, board.root + "/")) {
            path = path.substr(board.root.size() + 1);
        }
        for (const std::string &text : at.second) {
            printf("%s:%u:%u: %s\n", path.c_str(), at.first.second.first, at.first.second.second,
                   text.c_str());
        }
    }
}
