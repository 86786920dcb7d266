# Shared by the scripts beside it: what is installed, built and where. Sourced by bash.
# Everything is said on stderr; stdout belongs to the tool.

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")

# make is what the linker optimises in parallel with.
build_commands=(g++:g++ make:make cmake:cmake ninja:ninja-build pkg-config:pkg-config npm:npm)
build_libraries=(libgit2-dev libjemalloc-dev libtomlplusplus-dev nlohmann-json3-dev
                 libboost-program-options-dev libfmt-dev libspdlog-dev libdtl-dev)
test_commands=(git:git python3:python3)
test_libraries=(libgtest-dev)
# Tests that need it are skipped where it cannot be had.
browser_commands=(chromium:chromium)

say() { printf '%s\n' "$*" >&2; }

# Exit status 2 is the tool's own for "something failed".
die() { say "error: $*"; exit 2; }

is_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

# Prints the packages whose command or library is missing. Arguments are `command:package` or
# `package`; a command found anywhere will do, whoever installed it.
missing_packages() {
  local wanted
  for wanted in "$@"; do
    case $wanted in
      *:*) command -v "${wanted%%:*}" >/dev/null || echo "${wanted#*:}" ;;
      *) is_installed "$wanted" || echo "$wanted" ;;
    esac
  done
}

# Runs a command as root, and only this one.
as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# Installs what is missing of the arguments (as for missing_packages). On a system without dpkg the
# libraries may have come in any other way: configuring will say what it does not find.
ensure_packages() {
  command -v dpkg-query >/dev/null || return 0
  local missing
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  local remedy="install the missing packages as root: apt-get install ${missing[*]}"
  command -v apt-get >/dev/null || die "$remedy"
  ((EUID == 0)) || command -v sudo >/dev/null || die "$remedy"
  say "Installing ${missing[*]}"
  as_root apt-get update -qq >&2 || die "apt-get update failed; $remedy"
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends ca-certificates "${missing[@]}" >&2 || die "$remedy"
}

# The parser's C sources, as the lockfile has them.
ensure_sources() {
  [[ $root/node_modules/.package-lock.json -nt $root/package-lock.json ]] && return
  say "Fetching the parser's sources"
  (cd "$root" && npm ci --ignore-scripts --no-audit --no-fund >&2) || die "npm ci failed"
  touch "$root/node_modules/.package-lock.json"
}

# ensure_environment FOLDER REQUIREMENTS: a Python environment, both relative to the root.
ensure_environment() {
  local venv=$root/$1 wanted=$root/$2
  cmp -s "$wanted" "$venv/requirements.txt" && return
  say "Making the Python environment $1"
  python3 -c 'import ensurepip, venv' 2>/dev/null || ensure_packages python3-venv
  rm -rf "$venv"
  python3 -m venv "$venv" >&2 || die "python3 -m venv failed"
  "$venv/bin/python" -m pip install -q --disable-pip-version-check -r "$wanted" >&2 || die "installing $2 failed"
  cp "$wanted" "$venv/requirements.txt"
}

# The Python environment of the tests.
ensure_venv() { ensure_environment .venv tests/requirements.txt; }

# Those in which the applications of the tests are served.
ensure_application_venvs() {
  ensure_environment build/venvs/newest tests/applications-newest.txt
  ensure_environment build/venvs/last tests/applications-last.txt
}

# Waits until no other script builds in this tree.
lock_build() {
  mkdir -p "$root/build"
  exec 9>"$root/build/.lock"
  flock 9
}

unlock_build() { exec 9>&-; }

# build PRESET TARGETS -- [CMAKE ARGUMENTS]: configures with the arguments, then builds.
build() {
  local preset=$1 targets=()
  shift
  while [[ $1 != -- ]]; do targets+=("$1"); shift; done
  shift
  (
    cd "$root" || exit
    exec 9>&-
    cmake --preset "$preset" "$@" && cmake --build --preset "$preset" --target "${targets[@]}"
  ) >&2 || die "building $preset failed"
}
