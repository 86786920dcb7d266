#include "transforms/api/test_program.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "transforms/api/pytest_configuration.h"

namespace asyncio2anyio {
namespace {

namespace fs = std::filesystem;

constexpr int kLongestBorrowing = 5;

std::string absolute(const std::string& path) {
  std::error_code error;
  const fs::path full = fs::absolute(path, error);
  return (error ? fs::path(path) : full).lexically_normal().generic_string();
}

std::string_view parent(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

bool is_at_or_below(std::string_view folder, std::string_view top) {
  return folder.starts_with(top) && (folder.size() == top.size() || folder[top.size()] == '/');
}

std::size_t rank(std::string_view path) {
  const std::vector<std::string_view>& names = pytest_configuration_names();
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

/// Whether a fixture of the class at `owner` is seen by tests at `place`.
bool is_seen_from(std::string_view place, std::string_view owner) {
  return owner.empty() ||
         (place.starts_with(owner) && (place.size() == owner.size() || place[owner.size()] == '.'));
}

/// Says of a file that is not given that nothing of it moves.
void leave(TestModule& module) {
  module.can_define = false;
  for (FixtureItem& fixture : module.fixtures)
    if (fixture.of_plugin)
      fixture.stay("its file is not among those given",
                   "give the conftests above the tests as well");
  for (TestCase& test : module.tests)
    if (test.is_async) test.stay("its file is not among those given", "give it as well");
  for (TestItem& group : module.groups)
    group.stay("its file is not among those given", "give it as well");
}

}  // namespace

TestProgram::TestProgram(const codemod::ProgramFacts& facts) {
  for (const codemod::FileNotes& file : facts.notes()) {
    const std::string path = absolute(file.path);
    if (file.notes.front() == "settings") {
      configurations_[std::string(parent(path))].push_back(
          {path, file.path, file.given, settings_from(file.notes)});
      continue;
    }
    if (!by_path_.emplace(path, modules_.size()).second) continue;
    folders_.emplace_back(parent(path));
    modules_.push_back(module_from(file.path, file.notes));
    if (!file.given) leave(modules_.back());
  }
  for (auto& [folder, found] : configurations_)
    std::ranges::sort(found, {}, [](const Configuration& each) {
      return std::pair(rank(each.path), !each.given);
    });
  find_lenders();
  find_auto_modes();
}

const TestSetting* TestProgram::Configuration::find(std::string_view name) const {
  const auto found = std::ranges::find(settings, name, &TestSetting::name);
  return found == settings.end() ? nullptr : &*found;
}

void TestProgram::find_auto_modes() {
  for (const auto& [folder, found] : configurations_) {
    for (const Configuration& each : found) {
      const TestSetting* mode = each.find("asyncio_mode");
      const bool first = each.path == found.front().path;
      if (!mode || mode->value != "auto" || (first && &each != &found.front())) continue;
      if (!each.given && !first) continue;
      AutoMode& added = auto_modes_.emplace_back();
      added.folder = folder;
      added.given = each.given;
      added.file.path = each.given ? each.shown : each.path.substr(each.path.rfind('/') + 1);
      added.item.key = mode->name;
      added.item.line = mode->line;
      if (!first)
        added.item.stay("pytest reads " + found.front().path.substr(folder.size() + 1) + " instead",
                        "delete it");
      judge(each, added);
    }
  }
}

/// What stands in the way of an auto mode by itself.
void TestProgram::judge(const Configuration& configuration, AutoMode& mode) {
  const std::string name = configuration.path.substr(configuration.path.rfind('/') + 1);
  if (!configuration.given)
    mode.item.stay("it is not among the files given",
                   "give the folder of " + name +
                       ", with all tests below it; or set `anyio_mode` to `auto` in its place, and "
                       "add an `anyio_backend` fixture that returns `\"asyncio\"` to the conftest "
                       "at the top");
  for (const TestSetting& setting : configuration.settings) {
    if (setting.name == mode.item.key && setting.value != "auto")
      mode.item.stay("it is set to `" + setting.value + "` as well");
    if (setting.name == "anyio_mode")
      mode.item.stay("`anyio_mode` is set beside it", "delete `asyncio_mode`");
  }
  if (configuration.find("suppressed")) mode.item.stay("a comment suppresses it");
  if (configuration.find("lost"))
    mode.item.stay("its place in the file is not understood", "set `anyio_mode` in its place");
  if (const TestSetting* other = configuration.find("elsewhere"))
    mode.item.stay("line " + std::to_string(other->line) + " of " + name +
                       " gives `--asyncio-mode` to another command",
                   "change both to `anyio_mode`");
  if (configuration.find("no:asyncio"))
    mode.item.stay("`-p no:asyncio` switches pytest-asyncio off", "delete it");
  const bool scoped = configuration.find("asyncio_default_fixture_loop_scope") ||
                      configuration.find("asyncio_default_test_loop_scope");
  if (scoped && configuration.find("-p"))
    mode.item.stay("other settings of pytest-asyncio need the plugin, which `-p` loads",
                   "delete the settings of scopes of event loops");
}

std::vector<const AutoMode*> TestProgram::auto_modes(const TestModule& module) const {
  std::vector<const AutoMode*> found;
  if (auto_modes_.empty()) return found;
  const Configuration* nearest = configuration(module);
  for (const AutoMode& mode : auto_modes_) {
    const bool counts = mode.given || (nearest && parent(nearest->path) == mode.folder);
    if (counts && is_at_or_below(folder(module), mode.folder)) found.push_back(&mode);
  }
  return found;
}

void TestProgram::find_lenders() {
  for (const TestModule& module : modules_) {
    for (const std::string& plugin : module.plugins)
      if (const TestModule* named = module_of(module, plugin)) plugins_.push_back(named);
    for (const BorrowedFixtures& borrowed : module.borrowed)
      if (const TestModule* lender = module_of(module, borrowed.module);
          lender && lender != &module)
        lenders_.emplace(&borrowed, lender);
  }
}

const TestModule* TestProgram::module_of(const TestModule& importer,
                                         std::string_view dotted) const {
  std::string base;
  if (dotted.starts_with('.')) {
    base = folder(importer);
    for (dotted.remove_prefix(1); dotted.starts_with('.'); dotted.remove_prefix(1))
      base = parent(base);
  }
  std::string tail(dotted);
  std::ranges::replace(tail, '.', '/');
  for (const std::string_view end : {".py", "/__init__.py"}) {
    const std::string wanted = (tail.empty() ? "" : "/" + tail) + std::string(end);
    if (!base.empty()) {
      const auto found = by_path_.find(base + wanted);
      if (found != by_path_.end()) return &modules_[found->second];
      continue;
    }
    for (const auto& [path, index] : by_path_)
      if (path.ends_with(wanted)) return &modules_[index];
  }
  return nullptr;
}

void TestProgram::offer(const TestModule& giver, std::string_view place, std::string_view name,
                        std::vector<FixturePlace>& into, int depth) const {
  std::vector<std::pair<std::size_t, FixturePlace>> own;
  for (const FixtureItem& fixture : giver.fixtures) {
    if (!name.empty() && fixture.name != name) continue;
    for (const std::string& owner : fixture.places)
      if (is_seen_from(place, owner))
        own.emplace_back(owner.size(), FixturePlace{&giver, &fixture});
  }
  std::ranges::stable_sort(own, std::greater{}, [](const auto& one) { return one.first; });
  for (const auto& [depth_of_class, fixture] : own) into.push_back(fixture);
  if (depth == kLongestBorrowing) return;
  for (const BorrowedFixtures& borrowed : giver.borrowed) {
    if (!name.empty() && borrowed.name != "*" && borrowed.local != name) continue;
    const auto lender = lenders_.find(&borrowed);
    if (lender == lenders_.end()) continue;
    std::vector<FixturePlace> lent;
    offer(*lender->second, {}, borrowed.name == "*" ? name : std::string_view(borrowed.name), lent,
          depth + 1);
    into.insert(into.end(), lent.begin(), lent.end());
  }
}

std::vector<const TestModule*> TestProgram::conftests(const TestModule& module) const {
  std::vector<const TestModule*> found;
  for (std::string_view at = folder(module);; at = parent(at)) {
    const auto conftest = by_path_.find(std::string(at) + "/conftest.py");
    if (conftest != by_path_.end() && &modules_[conftest->second] != &module)
      found.push_back(&modules_[conftest->second]);
    if (at.empty()) return found;
  }
}

std::vector<const TestModule*> TestProgram::surroundings(const TestModule& module) const {
  std::vector<const TestModule*> found = conftests(module);
  found.insert(found.end(), plugins_.begin(), plugins_.end());
  return found;
}

FixturePlace TestProgram::find(const TestModule& module, std::string_view place,
                               std::string_view name, const FixtureItem* asked_by) const {
  std::vector<FixturePlace> offered;
  offer(module, place, name, offered);
  for (const TestModule* other : surroundings(module)) offer(*other, {}, name, offered);
  const auto self = std::ranges::find(offered, asked_by, &FixturePlace::fixture);
  const auto first =
      asked_by && asked_by->name == name && self != offered.end() ? self + 1 : offered.begin();
  return first == offered.end() ? FixturePlace{} : *first;
}

std::vector<FixturePlace> TestProgram::automatic(const TestModule& module,
                                                 std::string_view place) const {
  std::vector<FixturePlace> offered;
  offer(module, place, {}, offered);
  for (const TestModule* other : surroundings(module)) offer(*other, {}, {}, offered);
  std::erase_if(offered, [](const FixturePlace& one) { return !one.fixture->autouse; });
  return offered;
}

const TestProgram::Configuration* TestProgram::configuration(const TestModule& module) const {
  for (std::string_view at = folder(module);; at = parent(at)) {
    const auto found = configurations_.find(at);
    if (found != configurations_.end()) return &found->second.front();
    if (at.empty()) return nullptr;
  }
}

std::optional<TestProgram::Setting> TestProgram::setting(const TestModule& module,
                                                         std::string_view name) const {
  const Configuration* found = configuration(module);
  const TestSetting* setting = found ? found->find(name) : nullptr;
  if (!setting) return std::nullopt;
  return Setting{setting->value, found->path.substr(found->path.rfind('/') + 1) + ":" +
                                     std::to_string(setting->line)};
}

bool TestProgram::reaches(const TestModule& conftest, const TestModule& module) const {
  return is_at_or_below(folder(module), folder(conftest));
}

}  // namespace asyncio2anyio
