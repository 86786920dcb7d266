#include "transforms/api/process_call.h"

#include <algorithm>
#include <array>

#include "engine/syntax/code_style.h"
#include "engine/syntax/context.h"
#include "transforms/api/arguments.h"
#include "transforms/api/asyncio_names.h"
#include "transforms/api/rewriting.h"

namespace asyncio2anyio {

using codemod::Field;
using codemod::Fix;
using codemod::Node;
using codemod::NodeKind;
using codemod::Reference;
using codemod::TransformContext;

namespace {

/// Keywords that mean the same; the later ones came with anyio 4.5.
constexpr auto kSame = std::to_array<std::string_view>({"stdin", "stdout", "stderr", "cwd", "env", "start_new_session"});
constexpr auto kNewer = std::to_array<std::string_view>(
    {"startupinfo", "creationflags", "pass_fds", "user", "group", "extra_groups", "umask"});

bool holds(const auto& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

class Call {
 public:
  Call(Node reference, const ProcessCall& wanted, Fix& fix, const TransformContext& cx)
      : reference_(reference), call_(codemod::call_of(reference)), wanted_(wanted), fix_(fix), cx_(cx) {}

  std::string rewrite() {
    const Reference& reference = cx_.reference(*cx_.reference_at(reference_));
    const auto anyio = cx_.need_import(fix_, call_, reference.root, "anyio");
    if (!anyio) return std::string(kShadowed);
    fix_.replace(reference_, *anyio + "." + std::string(wanted_.function));
    fix_.need(min_anyio("anyio." + std::string(wanted_.function)));
    is_shell_ = reference.name == "asyncio.create_subprocess_shell";
    for (const Node argument : codemod::arguments_of(call_))
      if (std::string refusal = sort(argument); !refusal.empty()) return refusal;
    if (command_.empty() || (is_shell_ && command_.size() != 1)) return "its command cannot be told apart";
    if (std::string refusal = rewrite_input(); !refusal.empty()) return refusal;
    if (std::string refusal = rename_constants(); !refusal.empty()) return refusal;
    write();
    return {};
  }

 private:
  std::string sort(Node argument) {
    if (argument.is(NodeKind::dictionary_splat)) return "its arguments are given by `**`";
    if (!argument.is(NodeKind::keyword_argument)) {
      if (is_shell_ && argument.is(NodeKind::list_splat)) return "its command cannot be told apart";
      if (last_ && last_.is(NodeKind::keyword_argument)) return "a part of its command stands behind a keyword";
      command_.push_back(argument);
      last_ = argument;
      return {};
    }
    const std::string_view name = argument.child(Field::name).text();
    if ((name == "limit" && wanted_.function == "run_process") || (name == "close_fds" && codemod::keyword_value(argument).text() == "True")) {
      dropped_.push_back(argument);
      return {};
    }
    if (name == "close_fds") return "`close_fds=False` has no counterpart: anyio closes what the process would inherit";
    if (!holds(kSame, name) && !holds(kNewer, name)) return "`" + std::string(name) + "=` has no counterpart";
    if (holds(kNewer, name)) fix_.need(min_anyio("anyio." + std::string(wanted_.function) + "(" + std::string(name) + ")"));
    if (name == "stdin") stdin_ = argument;
    has_stdout_ |= name == "stdout";
    has_stderr_ |= name == "stderr";
    last_ = argument;
    return {};
  }

  /// Up to anyio 4.8 `run_process` gives a process without input an empty one.
  std::string rewrite_input() {
    if (wanted_.function != "run_process") return {};
    const std::string value = stdin_ ? cx_.knowledge().canonical(cx_.model().resolve(codemod::keyword_value(stdin_)).name) : "";
    const bool is_pipe = value == "asyncio.subprocess.PIPE" || value == "subprocess.PIPE";
    if (wanted_.input == ProcessInput::data) {
      if (!is_pipe) return "it is given input, but no pipe for it";
      fix_.replace(stdin_, "input=" + wanted_.data);
      return {};
    }
    if (cx_.targets().library < min_anyio("anyio.run_process(stdin)"))
      return "before anyio 4.9 `run_process` does not let a process read what the program reads";
    fix_.need(min_anyio("anyio.run_process(stdin)"));
    if (!is_pipe) return {};
    const Reference& reference = cx_.reference(*cx_.reference_at(reference_));
    const auto module = cx_.need_import(fix_, call_, reference.root, "subprocess");
    if (!module) return std::string(kShadowed);
    fix_.replace(codemod::keyword_value(stdin_), *module + ".DEVNULL");
    stdin_done_ = true;
    return {};
  }

  std::string rename_constants() {
    for (const std::uint32_t index : cx_.references_in(call_.range())) {
      const Reference& reference = cx_.reference(index);
      const std::string_view constant = subprocess_constant(reference.name);
      const bool inside = (wanted_.input == ProcessInput::data || stdin_done_) && stdin_.encloses(reference.node);
      if (constant.empty() || inside || reference.kind != codemod::ReferenceKind::name) continue;
      const auto module = cx_.need_import(fix_, reference.node, reference.root, "subprocess");
      if (!module) return std::string(kShadowed);
      fix_.replace(reference.node, *module + "." + std::string(constant));
    }
    return {};
  }

  void write() {
    std::vector<std::string> added;
    if (wanted_.function == "open_process" && !stdin_) added.emplace_back("stdin=None");
    if (!has_stdout_) added.emplace_back("stdout=None");
    if (!has_stderr_) added.emplace_back("stderr=None");
    if (wanted_.function == "run_process") added.emplace_back("check=False");
    const std::string closing = is_shell_ ? "" : write_list();
    // What is added takes the place of what goes.
    const bool replaces = !dropped_.empty() && !added.empty();
    if (replaces) fix_.replace(dropped_.front(), joined(added, dropped_.front()));
    for (const Node argument : dropped_)
      if (!replaces || argument != dropped_.front()) remove_argument(fix_, argument);
    const bool appends = !added.empty() && !replaces;
    const bool behind_command = last_ == command_.back();
    if (appends) append_arguments(fix_, last_, added, behind_command ? closing : "");
    if (!appends || !behind_command) fix_.insert(command_.back().end(), closing);
  }

  /// Arguments as they are written at `place`: on lines of their own where it has one.
  [[nodiscard]] std::string joined(const std::vector<std::string>& arguments, Node place) const {
    const std::string gap = codemod::begins_its_line(place) ? line_of(place) : " ";
    std::string text;
    for (const std::string& argument : arguments) text += (text.empty() ? "" : "," + gap) + argument;
    return text;
  }

  [[nodiscard]] std::string line_of(Node node) const {
    return std::string(codemod::newline_text(cx_.tree().source().newline())) +
           std::string(codemod::indentation_at(cx_.tree(), node.begin()));
  }

  /// Opens the list of the command, over as many lines as it needs; gives what closes it.
  std::string write_list() {
    const Node first = command_.front();
    if (command_.size() < 2 || !codemod::begins_its_line(first) || !codemod::begins_its_line(command_[1])) return fix_.insert(first.begin(), "["), "]";
    std::size_t width = codemod::indentation_at(cx_.tree(), first.begin()).size() + std::string_view("[],").size();
    for (const Node part : command_) width += part.text().size() + 2;
    const std::string_view text = cx_.text().substr(first.begin(), command_.back().end() - first.begin());
    const bool one_line = width <= kLineLength && text.find('#') == std::string_view::npos &&
                          std::ranges::none_of(command_, [](Node part) { return part.text().find('\n') != std::string_view::npos; });
    if (one_line) {
      fix_.insert(first.begin(), "[");
      for (std::size_t i = 1; i < command_.size(); ++i) fix_.replace({command_[i - 1].end(), command_[i].begin()}, ", ");
      return "]";
    }
    const std::string line = line_of(first);
    const std::string unit = codemod::indent_unit(cx_.tree());
    fix_.insert(first.begin(), "[" + line + unit);
    for (std::size_t i = 1; i < command_.size(); ++i)
      if (codemod::begins_its_line(command_[i])) fix_.insert(command_[i].begin(), unit);
    return "," + line + "]";
  }

  Node reference_;
  Node call_;
  const ProcessCall& wanted_;
  Fix& fix_;
  const TransformContext& cx_;
  std::vector<Node> command_;
  std::vector<Node> dropped_;
  Node last_;
  Node stdin_;
  bool is_shell_ = false;
  bool has_stdout_ = false;
  bool has_stderr_ = false;
  bool stdin_done_ = false;
};

}  // namespace

std::string rewrite_process_call(Node reference, const ProcessCall& wanted, Fix& fix, const TransformContext& cx) {
  return Call(reference, wanted, fix, cx).rewrite();
}

std::string_view subprocess_constant(std::string_view canonical) {
  constexpr auto constants = std::to_array<std::string_view>({"asyncio.subprocess.PIPE", "asyncio.subprocess.DEVNULL", "asyncio.subprocess.STDOUT"});
  return holds(constants, canonical) ? canonical.substr(canonical.rfind('.') + 1) : std::string_view();
}

}  // namespace asyncio2anyio
