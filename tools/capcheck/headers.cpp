/* SPDX-License-Identifier: Apache-2.0 OR MIT */
/* The header of a capsule says the same to whoever includes it: what it names, it declares or
 * includes itself. Otherwise a type could be one thing here and another there. */
#include "capcheck.h"
#include "walk.h"

using namespace clang;

class Headers : public Walker {
  public:
    explicit Headers(Unit &u) : unit(u) {}

    void VisitTypeName(SourceLocation at, const NamedDecl *named) override {
        look(at, named);
    }
    bool VisitDeclRefExpr(DeclRefExpr *r) override {
        look(r->getLocation(), r->getDecl());
        return true;
    }

  private:
    Unit &unit;

    std::string place_of(SourceLocation l) {
        return unit.path_of(unit.sources->getFileLoc(l));
    }

    void look(SourceLocation at, const NamedDecl *named) {
        std::string header = place_of(at);
        if (at.isInvalid() || header.empty() || header == unit.file ||
            unit.origin_of_file(header) != Origin::CAPSULE) {
            return;
        }
        std::string from;
        for (const Decl *d : named->redecls()) {
            from = place_of(d->getLocation());
            if (from == header || from.empty() || unit.origin_of_file(from) != Origin::CAPSULE ||
                unit.is_included(header, from)) {
                return;
            }
        }
        unit.refuse(at, 19,
                    "'" + named->getNameAsString() + "' is declared in " +
                        from.substr(from.rfind('/') + 1) + ", which this header does not include",
                    "include it: a header says the same to everybody");
    }
};

void check_headers(Unit &unit) {
    Headers(unit).TraverseDecl(unit.context->getTranslationUnitDecl());
}
