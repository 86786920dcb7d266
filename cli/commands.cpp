#include "cli/commands.h"

#include <algorithm>
#include <exception>
#include <string_view>

#include "cli/console.h"
#include "cli/help.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/rewrite_command.h"
#include "cli/session.h"
#include "cli/status_command.h"
#include "cli/version.h"
#include "engine/transform/transform.h"
#include "transforms/transforms.h"

namespace asyncio2anyio {
namespace {

using codemod::TransformInfo;

std::string_view safety_name(codemod::Safety safety) {
  switch (safety) {
    case codemod::Safety::safe:
      return "safe";
    case codemod::Safety::unsafe:
      return "unsafe";
    case codemod::Safety::advice:
      return "advice";
  }
  return "";
}

std::string_view safety_sentence(codemod::Safety safety) {
  switch (safety) {
    case codemod::Safety::safe:
      return "fixes are safe, apart from those that the text below calls unsafe.";
    case codemod::Safety::unsafe:
      return "fixes are unsafe: they are applied with `--unsafe` only.";
    case codemod::Safety::advice:
      return "gives advice, changes nothing.";
  }
  return "";
}

std::string padded(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(width > text.size() ? width - text.size() : 0, ' ');
}

/// How safe a transform is at best stands first: `safe` fixes need no option.
std::string transform_list(const codemod::Pipeline& pipeline) {
  std::size_t width = 0;
  for (const auto& transform : pipeline.transforms)
    width = std::max(width, transform->info().name.size());
  std::string text;
  for (const auto& transform : pipeline.transforms) {
    const TransformInfo& info = transform->info();
    text += padded(info.name, width + 2) + padded(safety_name(info.max_safety), 8) +
            std::string(info.summary) + "\n";
  }
  return text;
}

std::string docs_page(const TransformInfo& info) {
  std::string page = "# " + std::string(info.name) + "\n\n" + std::string(info.summary) +
                     ".\n\nSafety: " + std::string(safety_sentence(info.max_safety)) + "\n";
  if (!info.docs.empty()) page += "\n" + std::string(info.docs);
  if (!page.ends_with('\n')) page += '\n';
  return page;
}

int out_status(bool written, const Console& console) {
  return !written && console.failed() ? kFailed : kDone;
}

int run_transforms(Console& console) {
  return out_status(console.out(transform_list(make_pipeline())), console);
}

int run_explain(const CliOptions& options, Console& console) {
  const codemod::Pipeline pipeline = make_pipeline();
  std::string pages;
  for (const std::string& name : options.operands) {
    const auto transform = find_transform(pipeline, name);
    if (!transform) {
      console.complain(transform.error().message);
      return kFailed;
    }
    pages += (pages.empty() ? "" : "\n") + docs_page((*transform)->info());
  }
  return out_status(console.out(pages), console);
}

int run_command(const CliOptions& options, Console& console) {
  if (options.help) return out_status(console.out(help_text(options.command)), console);
  if (options.version)
    return out_status(console.out("asyncio2anyio " + std::string(kToolVersion) + "\n"), console);
  switch (options.command) {
    case Command::rewrite:
      return options.filter ? run_filter(options, console) : run_rewrite(options, console);
    case Command::status:
      return run_status(options, console);
    case Command::transforms:
      return run_transforms(console);
    case Command::explain:
      return run_explain(options, console);
  }
  return kFailed;
}

}  // namespace

int run_command_line(std::vector<std::string> arguments) {
  install_signal_handlers();
  const auto options = parse_command_line(std::move(arguments));
  Console console(options ? options->color : ColorMode::never, options && options->quiet);
  if (!options) {
    console.complain(options.error().message);
    return kFailed;
  }
  try {
    return run_command(*options, console);
  } catch (const std::exception& error) {
    // Out of memory, out of threads: nothing was left half done, because files change by renaming.
    console.complain(error.what());
    return kFailed;
  }
}

}  // namespace asyncio2anyio
