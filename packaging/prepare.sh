#!/bin/sh
# Makes .venv ready: `sh packaging/prepare.sh requirements/run.lock`, from the top of the checkout. Without a lock file, it makes .venv alone.
# With requirements/app.lock it makes .venv-app ready, in which the application is built.
# Nothing but Python 3.11+ need be there; on Debian and Ubuntu as root not even that.
set -eu

venv=.venv
[ "${1:-}" != requirements/app.lock ] || venv=.venv-app
python=$venv/bin/python

fail() {
    echo "prepare: $*" >&2
    exit 1
}

has_apt() {
    command -v apt-get >/dev/null 2>&1
}

system_packages() {
    has_apt || return 1
    [ "$(id -u)" = 0 ] || fail "this machine lacks system packages. Let its administrator run: apt-get install $*   Then call make again."
    echo "Installing system packages: $*"
    apt-get update -qq </dev/null || true # stale lists may still do
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null ||
        fail "apt-get could not install: $*. Its message stands above."
}

runs() {
    "$1" -c "$2" >/dev/null 2>&1
}

find_python() { # prints the first Python that can do what $1 says
    for name in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11 python; do
        if runs "$name" "import sys; assert sys.version_info >= (3, 11); $1"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

find_python_with_venv() {
    find_python 'import venv, ensurepip; ensurepip.version()'
}

make_venv() {
    if ! base=$(find_python_with_venv); then
        if bare=$(find_python ''); then
            system_packages "$("$bare" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" ||
                fail "$bare has no venv or ensurepip module. Install the package of your system that brings them, then call make again."
        else
            system_packages python3 python3-venv ||
                fail "no Python 3.11 or newer on the PATH. Install one (python.org has it for every system), then call make again."
        fi
        base=$(find_python_with_venv) || fail "no Python 3.11 or newer with venv and ensurepip on the PATH. Put one there, or name it: make PYTHON=/path/to/python3"
    fi
    echo "Making $venv with $base"
    "$base" -m venv --clear "$venv" || fail "$venv could not be made. The message of Python stands above."
}

install_lock() {
    echo "Installing $1 into $venv, which takes a minute or two"
    "$python" -m pip install -qq --disable-pip-version-check --no-input --only-binary :all: --require-hashes -r "$1" ||
        fail "not everything in $1 could be installed. If the network was away, call make again: what is there already is kept."
}

install_project() { # from the checkout itself, without looking for anything elsewhere
    "$python" -m pip install -qq --disable-pip-version-check --no-input --no-deps --no-build-isolation --no-index --editable . ||
        fail "the program could not be put into .venv. The message of pip stands above."
}

check_sound_library() { # wheels for common machines bring libsndfile along; on others it comes from the system
    runs "$python" 'import soundfile' || system_packages libsndfile1 || fail "the library libsndfile is missing. Install it, then call make again."
    runs "$python" 'import soundfile' || fail "libsndfile does not load: $("$python" -c 'import soundfile' 2>&1 | tail -n 1)"
}

check_window_libraries() { # the wheel of Qt leaves these to the system; without them, the window cannot open
    [ "$(uname -s)" = Linux ] || return 0
    runs "$python" 'import PySide6.QtGui' || system_packages libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 fonts-dejavu-core ||
        fail "libraries that Qt needs are missing: $("$python" -c 'import PySide6.QtGui' 2>&1 | tail -n 1)"
    runs "$python" 'import PySide6.QtGui' || fail "Qt does not load: $("$python" -c 'import PySide6.QtGui' 2>&1 | tail -n 1)"
    [ -e /usr/share/fonts/truetype ] || [ -n "$(fc-list 2>/dev/null)" ] || { has_apt && [ "$(id -u)" = 0 ] && system_packages fonts-dejavu-core; } ||
        echo "There are no fonts on this machine: the window will show no text until some are installed." >&2
}

check_playback() { # optional: without it, nothing can be listened to, and the window says so
    runs "$python" 'import sounddevice' || { has_apt && [ "$(id -u)" = 0 ] && (system_packages libportaudio2) && runs "$python" 'import sounddevice'; } ||
        echo "The library PortAudio is missing: samples cannot be listened to. On Debian and Ubuntu: apt-get install libportaudio2" >&2
}

check_shared_cache() { # optional: without a server to share results by, the tests of it are skipped
    [ "$1" = requirements/test.lock ] || return 0
    command -v redis-server >/dev/null 2>&1 || command -v valkey-server >/dev/null 2>&1 ||
        { has_apt && [ "$(id -u)" = 0 ] && (system_packages redis-server); } ||
        echo "redis-server is missing: the tests of the shared cache are skipped. On Debian and Ubuntu: apt-get install redis-server" >&2
}

check_builder() { # what goes into the application is taken from this machine: what is lacking here would be lacking everywhere
    [ "$(uname -s)" = Linux ] || return 0
    command -v objdump >/dev/null 2>&1 || system_packages binutils || fail "objdump is missing. Install the binutils, then call make again."
    shared='import ctypes, sysconfig; ctypes.CDLL(sysconfig.get_config_var("INSTSONAME"))'
    runs "$python" "$shared" || system_packages "$("$python" -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])')" ||
        fail "the Python that made $venv has no shared library, which the application takes along. Name another: make PYTHON=/path/to/python3 app"
    runs "$python" 'import sounddevice' || system_packages libportaudio2 ||
        fail "the library PortAudio is missing: nothing could be listened to in the application. Install it, then call make again."
    [ -z "$(lacking)" ] || system_packages libgl1 libegl1 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libx11-xcb1 libxcb-cursor0 libxcb-glx0 \
        libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 \
        libxcb-xkb1 libwayland-client0 libwayland-cursor0 libwayland-egl1 || fail "libraries that the window needs are missing: $(lacking)"
    [ -z "$(lacking)" ] || fail "libraries that the window needs are missing: $(lacking)"
}

lacking() { # the libraries that Qt's plugins for screens ask for and this machine does not have
    for plugin in "$venv"/lib/python3*/site-packages/PySide6/Qt/plugins/platforms/libq[xow]*.so; do ldd "$plugin"; done | sed -n 's/^\t*\(.*\) => not found.*/\1/p' | sort -u | tr '\n' ' '
}

runs "$python" 'import pip, sys; assert sys.version_info >= (3, 11)' || make_venv
[ $# = 0 ] && exit
install_lock "$1"
if [ "$venv" = .venv-app ]; then
    check_sound_library
    check_window_libraries
    check_builder
    exit
fi
install_project
check_sound_library
check_window_libraries
check_playback
check_shared_cache "$1"
