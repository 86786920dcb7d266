#include "engine/report/reference_words.h"

namespace codemod {

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::rewritten:
      return "rewritten";
    case Outcome::kept:
      return "kept";
    case Outcome::suppressed:
      return "suppressed";
  }
  return "";
}

std::string_view name_of(ReferenceKind kind) {
  switch (kind) {
    case ReferenceKind::name:
      return "name";
    case ReferenceKind::method:
      return "method";
    case ReferenceKind::adjacent:
      return "adjacent";
  }
  return "";
}

std::string_view name_of(Safety level) {
  switch (level) {
    case Safety::safe:
      return "safe";
    case Safety::unsafe:
      return "unsafe";
    case Safety::advice:
      return "advice";
  }
  return "";
}

}  // namespace codemod
