# Sourced by the scripts that need packages of Debian or Ubuntu.

installed() {
    # Ubuntu 24.04 renamed some packages (libglib2.0-0t64), which provide the old names.
    dpkg-query -W -f '${db:Status-Abbrev} ${Package} ${Provides}\n' 2>/dev/null |
        awk -v name="$1" '$1 == "ii" { for (i = 2; i <= NF; i++) { sub(/,$/, "", $i); if ($i == name) found = 1 } }
                          END { exit !found }'
}

# install_packages WHEN NAME...: as root, install what is missing; otherwise, or where that fails, say the command.
install_packages() {
    local when="$1" missing=() package
    shift
    command -v dpkg-query >/dev/null || return 0
    for package in "$@"; do
        installed "$package" || missing+=("$package")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    if [ "$(id -u)" = 0 ]; then
        export DEBIAN_FRONTEND=noninteractive
        if apt-get install -y -q --no-install-recommends "${missing[@]}" </dev/null >/dev/null 2>&1 ||
            { apt-get update -q && apt-get install -y -q --no-install-recommends "${missing[@]}"; } </dev/null; then
            return 0
        fi
    fi
    echo "These system packages are missing. $when" >&2
    echo "    sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
}
