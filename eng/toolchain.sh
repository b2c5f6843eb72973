# shellcheck shell=bash
# What run.sh and test.sh need of the machine. To be sourced; the caller defines `fail SENTENCE`.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

# A built executable looks for the runtime in the system's folders only, unless DOTNET_ROOT says where it is.
require_runtime() {
  command -v dotnet >/dev/null || fail "Install the .NET 10 SDK: dotnet is not on the PATH."
  local home
  home=$(dirname "$(readlink -f "$(command -v dotnet)")")
  if [[ -z ${DOTNET_ROOT:-} && -d $home/host/fxr ]]; then export DOTNET_ROOT=$home; fi
}

require_dotnet() {
  require_runtime
  dotnet --list-sdks | grep -q '^10\.' || fail "Install the .NET 10 SDK: this dotnet has no SDK of version 10."
}

require_node() {
  command -v node >/dev/null || fail "Install Node 20 or later: node is not on the PATH."
  command -v npm >/dev/null || fail "Install npm, which comes with Node 20: npm is not on the PATH."
  local version
  version=$(node --version)
  version=${version#v}
  [[ ${version%%.*} -ge 20 ]] || fail "Install Node 20 or later: this is Node $version."
}
