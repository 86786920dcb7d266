#include "transforms/api/mock_targets.h"

#include <algorithm>
#include <optional>

#include "engine/syntax/context.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Node;
using codemod::NodeKind;
using codemod::SemanticModel;

namespace {

constexpr std::string_view kModule = "asyncio";
constexpr std::string_view kObstacle = "its name is put together at run time";

/// What a call does to the name that it is given.
enum class Replacement { none, name, object, multiple, dict };

/// The last two names of the callee: `patch` and `object` of `mock.patch.object`.
Replacement replacement_by(Node call) {
  const Node callee = call.child(Field::function);
  const Node owner = callee.child(Field::object);
  const std::string_view word = callee.is(NodeKind::attribute) ? callee.child(Field::attribute).text() : callee.text();
  const std::string_view before = owner.is(NodeKind::attribute) ? owner.child(Field::attribute).text() : owner.text();
  if (word == "patch") return Replacement::name;
  if (word == "setattr" || word == "delattr") return Replacement::object;
  if (word == "spy" && callee.is(NodeKind::attribute)) return Replacement::object;
  if (before != "patch") return Replacement::none;
  if (word == "object") return Replacement::object;
  if (word == "multiple") return Replacement::multiple;
  return word == "dict" ? Replacement::dict : Replacement::none;
}

/// The argument that has this position or this keyword; null when there is none.
Node argument_of(const std::vector<Node>& arguments, std::size_t position, std::string_view keyword) {
  for (const Node argument : arguments)
    if (argument.is(NodeKind::keyword_argument) && argument.child(Field::name).text() == keyword)
      return codemod::keyword_value(argument);
  const bool given = position < arguments.size() && !arguments[position].is_any(NodeKind::keyword_argument, NodeKind::list_splat,
                                                                               NodeKind::dictionary_splat);
  return given ? arguments[position] : Node();
}

/// The text of a plain string literal; nothing for one with prefix, escapes or parts.
std::optional<std::string_view> plain_content(Node string) {
  if (!string.is(NodeKind::string)) return std::nullopt;
  const std::string_view text = string.text();
  const Node content = string.child(NodeKind::string_content);
  if ((text.front() != '"' && text.front() != '\'') || !content || content.text().find('\\') != std::string_view::npos) return std::nullopt;
  return content.text();
}

bool is_dotted(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c == '.' || c == '_' || std::isalnum(c) != 0 || c >= 0x80; });
}

/// The last piece of a string that is put together from several: `.asyncio.sleep` of `f"{MODULE}.asyncio.sleep"`.
std::string_view last_piece(Node expression) {
  if (expression.is(NodeKind::binary_operator)) return last_piece(expression.child(Field::right));
  if (!expression.is(NodeKind::string)) return {};
  const std::vector<Node> pieces = expression.children();
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece)
    if (piece->is(NodeKind::string_content)) return piece->text();
  return {};
}

/// Splits `package.module.asyncio.sleep`; false when asyncio is not in it.
bool split(std::string_view dotted, MockTarget& target) {
  for (std::size_t at = dotted.find(kModule); at != std::string_view::npos; at = dotted.find(kModule, at + 1)) {
    const std::size_t end = at + kModule.size();
    if ((at > 0 && dotted[at - 1] != '.') || (end < dotted.size() && dotted[end] != '.')) continue;
    target.through = dotted.substr(0, at > 0 ? at - 1 : 0);
    target.tail = dotted.substr(at);
    if (end + 1 < dotted.size()) target.members.emplace_back(dotted.substr(end + 1));
    return true;
  }
  return false;
}

std::optional<MockTarget> target_in_string(Node string) {
  MockTarget target;
  target.place = string;
  const auto content = plain_content(string);
  const std::string_view piece = content ? *content : last_piece(string);
  if (!is_dotted(piece) || !split(piece, target)) return std::nullopt;
  const bool computed = !content || piece.starts_with('.');
  if (computed && !piece.starts_with('.')) return std::nullopt;
  if (computed) target.obstacle = kObstacle;
  return target;
}

/// An expression that is the module asyncio, by itself or as another module sees it.
std::optional<MockTarget> target_in_module(Node expression, const SemanticModel& model) {
  if (!expression.is_any(NodeKind::identifier, NodeKind::attribute)) return std::nullopt;
  const codemod::Resolved resolved = model.resolve(expression);
  const bool spelled = expression.is(NodeKind::attribute) && expression.child(Field::attribute).text() == kModule;
  if (resolved.name != kModule && !spelled) return std::nullopt;
  MockTarget target;
  target.place = expression;
  target.tail = kModule;
  if (resolved.name == kModule) return target;
  if (!resolved.name.ends_with("." + std::string(kModule)) || resolved.name.starts_with('.'))
    target.obstacle = "the module behind `" + std::string(expression.child(Field::object).text()) + "` is not known";
  else
    target.through = resolved.name.substr(0, resolved.name.size() - kModule.size() - 1);
  return target;
}

void take_member(const std::vector<Node>& arguments, MockTarget& target) {
  target.member = argument_of(arguments, 1, "attribute");
  if (!target.member) target.member = argument_of(arguments, 1, "name");
  const auto name = plain_content(target.member);
  if (name) target.members.emplace_back(*name);
  else target.obstacle = "what it replaces is not written out";
}

void take_keywords(const std::vector<Node>& arguments, MockTarget& target) {
  for (const Node argument : arguments) {
    if (argument == target.place || argument.encloses(target.place)) continue;
    if (!argument.is(NodeKind::keyword_argument)) target.obstacle = "what it replaces is not written out";
    else target.members.emplace_back(argument.child(Field::name).text());
  }
}

std::optional<MockTarget> target_of(Node call, const SemanticModel& model) {
  const Replacement replacement = replacement_by(call);
  if (replacement == Replacement::none) return std::nullopt;
  const std::vector<Node> arguments = codemod::arguments_of(call);
  const Node first = argument_of(arguments, 0, replacement == Replacement::dict ? "in_dict" : "target");
  if (!first) return std::nullopt;
  std::optional<MockTarget> target = target_in_string(first);
  const bool string = target.has_value();
  if (!target && replacement != Replacement::name) target = target_in_module(first, model);
  if (!target || !target->obstacle.empty()) return target;
  if (replacement == Replacement::dict) target->obstacle = "it replaces entries of a dictionary";
  else if (replacement == Replacement::multiple) take_keywords(arguments, *target);
  else if (!string) take_member(arguments, *target);
  return target;
}

}  // namespace

std::vector<MockTarget> find_mock_targets(const SemanticModel& model) {
  std::vector<MockTarget> found;
  for (const Node call : model.calls())
    if (std::optional<MockTarget> target = target_of(call, model)) found.push_back(std::move(*target));
  return found;
}

}  // namespace asyncio2anyio
