#include "transforms/api/stream_errors.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/semantics/control_flow.h"
#include "engine/syntax/context.h"
#include "transforms/api/lock_objects.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {
namespace {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::TransformContext;
using std::string_view;

/// What may happen in a region, as bits.
enum Event : std::uint8_t { kNothing = 0, kOpens = 1, kTransfers = 2, kCounts = 4, kForeignCounts = 8 };

constexpr auto kBroken = std::to_array<string_view>({"BrokenPipeError", "ConnectionAbortedError", "ConnectionError", "ConnectionResetError",
                                                     "EnvironmentError", "IOError", "OSError"});
constexpr auto kRefused = std::to_array<string_view>({"ConnectionError", "ConnectionRefusedError"});
constexpr auto kSystem = std::to_array<string_view>({"EnvironmentError", "IOError", "OSError"});
/// Exceptions that are an `OSError`, which a handler for all of them would take from a later one.
constexpr auto kKindsOfSystem = std::to_array<string_view>({"EnvironmentError", "FileNotFoundError", "IOError", "InterruptedError", "OSError",
                                                            "PermissionError", "TimeoutError", "asyncio.TimeoutError", "socket.gaierror",
                                                            "socket.timeout", "ssl.SSLError"});
constexpr auto kDetails = std::to_array<string_view>({"consumed", "errno", "expected", "partial", "strerror"});

bool counts(string_view member) { return member == "readexactly" || member == "readuntil"; }

/// A place that catches exceptions of a region.
struct Handler {
  Node region;
  Node clause;                 ///< Null for `suppress(...)`.
  std::vector<Node> caught;
  Node whole;                  ///< What holds `caught`.
};

class StreamErrors {
 public:
  StreamErrors(const StreamFlow& flow, const std::vector<Node>& opened, Fix& fix, const TransformContext& cx)
      : flow_(flow), opened_(opened), fix_(fix), cx_(cx) {}

  std::optional<Obstacle> rewrite() {
    for (const Handler& handler : handlers()) {
      std::set<Node> seen;
      const unsigned events = events_in(handler.region, seen);
      if (events == kNothing || events == kForeignCounts) continue;
      if (auto obstacle = rewrite_handler(handler, events)) return obstacle;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::vector<Handler> handlers() const {
    std::vector<Handler> found;
    for (std::uint32_t index = 0; index < cx_.tree().size(); ++index) {
      const Node node = cx_.tree().node(index);
      if (node.is(NodeKind::except_clause) && codemod::caught_expression(node))
        found.push_back({node.parent().child(Field::body), node, codemod::caught_exceptions(node), codemod::caught_expression(node)});
      if (node.is(NodeKind::call) && cx_.model().refers_only_to(node.child(Field::function), "contextlib.suppress"))
        if (const Node with = node.enclosing(NodeKind::with_statement); with && with.child(NodeKind::with_clause).encloses(node))
          found.push_back({with.child(Field::body), {}, codemod::arguments_of(node), node});
    }
    return found;
  }

  /// What the streams do in a region, and in the functions that it calls.
  unsigned events_in(Node region, std::set<Node>& seen) const {
    unsigned events = kNothing;
    for (const Node open : opened_)
      if (region.encloses(open)) events |= kOpens;
    for (const Node call : codemod::own_nodes(region, NodeKind::call)) {
      const Node callee = call.child(Field::function);
      if (callee.is(NodeKind::attribute) && counts(callee.child(Field::attribute).text()) && !is_mine(call)) events |= kForeignCounts;
      const Node function = codemod::callee_definition(cx_.model(), call);
      if (function && seen.insert(function).second) events |= events_in(function.child(Field::body), seen);
    }
    for (const StreamUse& use : flow_.uses())
      if (region.encloses(use.use.node)) events |= counts(use.use.member) ? kTransfers | kCounts : kTransfers;
    return events;
  }

  [[nodiscard]] bool is_mine(Node call) const {
    return std::ranges::any_of(flow_.uses(), [&](const StreamUse& use) { return use.use.outer == call; });
  }

  [[nodiscard]] bool names(const std::vector<Node>& caught, std::span<const string_view> wanted) const {
    return std::ranges::any_of(caught, [&](Node each) { return contains(wanted, each.text()) && is_builtin(each.text(), each, cx_); });
  }

  [[nodiscard]] bool names(const std::vector<Node>& caught, string_view qualified) const {
    return std::ranges::any_of(caught, [&](Node each) { return cx_.model().resolve(each).name == qualified; });
  }

  std::optional<Obstacle> rewrite_handler(const Handler& handler, unsigned events) {
    std::vector<string_view> added;
    if ((events & kTransfers) != 0 && names(handler.caught, kBroken)) added.emplace_back("BrokenResourceError");
    if ((events & kCounts) != 0 && names(handler.caught, std::array<string_view, 1>{"EOFError"})) added.emplace_back("IncompleteRead");
    const bool refused = (events & kOpens) != 0 && names(handler.caught, kRefused) && !names(handler.caught, kSystem);
    if (refused)
      if (const Node later = later_system_handler(handler))
        return Obstacle{later, "a refused connection is a plain `OSError` in anyio, whose handler would take what is caught here"};
    std::erase_if(added, [&](string_view name) { return names(handler.caught, "anyio." + std::string(name)); });
    const std::vector<Node> renamed = own_errors(handler);
    if (added.empty() && renamed.empty() && !refused) return std::nullopt;
    if (const Node detail = detail_of(handler)) return Obstacle{detail, "it asks the exception for what those of anyio do not tell"};
    if (!renamed.empty() && (events & kForeignCounts) != 0)
      return Obstacle{renamed.front(), "the exception may also come from a stream that stays"};
    const auto anyio = cx_.need_import(fix_, handler.whole, flow_.place().root, "anyio");
    if (!anyio) return Obstacle{handler.whole, std::string(kShadowed)};
    for (const Node name : renamed)
      fix_.replace(name, *anyio + (cx_.model().resolve(name).name.ends_with("LimitOverrunError") ? ".DelimiterNotFound" : ".IncompleteRead"));
    if (refused) fix_.replace(*std::ranges::find_if(handler.caught, [&](Node each) { return contains(kRefused, each.text()); }), "OSError");
    write(handler, added, *anyio);
    return std::nullopt;
  }

  /// The exceptions of asyncio that only streams raise.
  [[nodiscard]] std::vector<Node> own_errors(const Handler& handler) const {
    std::vector<Node> found;
    for (const Node each : handler.caught) {
      const auto index = cx_.reference_at(each);
      if (!index || !cx_.reference(*index).certain) continue;
      const string_view name = cx_.reference(*index).name;
      if (name == "asyncio.IncompleteReadError" || name == "asyncio.LimitOverrunError") found.push_back(each);
    }
    return found;
  }

  /// A later handler of the same `try` for something that the system reports.
  [[nodiscard]] Node later_system_handler(const Handler& handler) const {
    for (Node next = handler.clause.next_sibling(); next; next = next.next_sibling())
      if (next.is(NodeKind::except_clause))
        for (const Node each : codemod::caught_exceptions(next))
          if (contains(kKindsOfSystem, each.text()) || contains(kKindsOfSystem, cx_.model().resolve(each).name)) return each;
    return {};
  }

  static Node detail_of(const Handler& handler) {
    if (!handler.clause) return {};
    for (const Node attribute : codemod::own_nodes(handler.clause, NodeKind::attribute))
      if (attribute.child(Field::object).is(NodeKind::identifier) && contains(kDetails, attribute.child(Field::attribute).text())) return attribute;
    return {};
  }

  void write(const Handler& handler, const std::vector<string_view>& added, const std::string& anyio) {
    std::string text;
    for (const string_view name : added) text += ", " + anyio + "." + std::string(name);
    if (text.empty()) return;
    const bool alone = handler.clause && handler.caught.size() == 1 && handler.caught.front() == handler.whole;
    if (alone) fix_.insert(handler.whole.begin(), "(");
    fix_.insert(handler.caught.back().end(), text + (alone ? ")" : ""));
  }

  const StreamFlow& flow_;
  const std::vector<Node>& opened_;
  Fix& fix_;
  const TransformContext& cx_;
};

}  // namespace

std::optional<Obstacle> rewrite_stream_errors(const StreamFlow& flow, const std::vector<Node>& opened, Fix& fix, const TransformContext& cx) {
  return StreamErrors(flow, opened, fix, cx).rewrite();
}

}  // namespace asyncio2anyio
