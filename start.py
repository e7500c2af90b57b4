#!/usr/bin/env python3
"""The way in for a fresh machine: it needs Python 3.11 and nothing else.

    python3 start.py               sets copdesk up the first time, then opens its window
    python3 start.py test [...]    runs the whole check; more words go to pytest
    python3 start.py sample out    any other words go to copdesk itself (--help tells them)

What is installed lies in the home folder and not beside the code: a synchronised folder with a
long name would pass the 260 letters that Windows allows for a path. There is one environment for
each checkout and set of dependencies; COPDESK_ENV names another place.

Written so that Python 2.7 can read it too, to say what is missing in a sentence.
"""

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.realpath(__file__))
HOME = os.path.join(os.path.expanduser("~"), ".copdesk")
UNUSED_DAYS = 60
RUN = ["-P", "-m", "copdesk"]  # -P: what lies in the person's folder is no part of the program
AT_ONCE = ["-n", "auto", "--maxprocesses", "8"]
SYSTEM_LIBRARIES = (
    "libglib2.0-0 libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3 libxcb-cursor0"
    " libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libwayland-cursor0"
).split()
NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|Max retries"
    r"|Network is unreachable|name resolution|getaddrinfo|Remote end closed|SSLError"
)
# Loads what Qt loads when a window opens, and names the library of the system that is not there.
PROBE = """
import ctypes, glob, os, sys
import PySide6.QtWidgets
from PySide6.QtCore import QLibraryInfo
folder = os.path.join(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
problems = []
for name in sys.argv[1:]:
    for plugin in glob.glob(os.path.join(folder, name)):
        try:
            ctypes.CDLL(plugin)
        except OSError as problem:
            problems.append(str(problem))
        else:
            sys.exit(0)
if problems:
    sys.exit(problems[0])
"""


def main():
    words = sys.argv[1:]
    refuse_old_python()
    sys.stdout.reconfigure(errors="replace")
    os.environ["PYTHONUTF8"] = "1"  # or Windows misreads a checkout's path with foreign letters
    testing = words[:1] == ["test"]
    window = not testing and wants_window(words)
    if window and not words and not has_screen():
        return run_sample()
    env = ready_environment("test" if testing else "run")
    if window or testing or words == ["--self-test"]:
        ready_qt(env, window)
    if testing:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.chdir(HERE)
        return become(env, ["-m", "pytest"] + (words[1:] or AT_ONCE))
    return become(env, RUN + words)


# ------------------------------------------------------------------ what the words and machine say


def refuse_old_python():
    if sys.version_info[:2] >= (3, 11):
        return
    newer = [name for name in ("python3.%d" % n for n in range(20, 10, -1)) if found(name)]
    give_up(
        "copdesk needs Python 3.11 or newer; this is Python %d.%d.\n" % tuple(sys.version_info[:2])
        + (
            "This machine has a newer one. Please run:\n  %s start.py" % newer[0]
            if newer
            else "Get it from https://www.python.org/downloads/ and run this again with it."
        )
    )


def wants_window(words):
    sys.path.insert(0, HERE)
    from copdesk.__main__ import opens_window  # noqa: PLC0415  (unreadable for an old Python)

    return opens_window(words)


def has_screen():
    """Only Linux is used without one; whoever names Qt's platform knows what it does."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def run_sample():
    """In the home folder: easy to find, never among the code, and never over an earlier one."""
    names = ["copdesk-sample"] + ["copdesk-sample-%d" % n for n in range(2, 1000)]
    folders = (os.path.join(os.path.expanduser("~"), name) for name in names)
    folder = next(folder for folder in folders if not os.path.exists(folder))
    say("There is no screen here to open a window on, so copdesk makes its sample instead.")
    env = ready_environment("run")
    code = subprocess.call([python_of(env)] + RUN + ["sample", folder])
    if code == 0:
        say("The sample is in " + folder)
    return code


# ------------------------------------------------------------------ the environment


def ready_environment(purpose):
    """Make or mend the environment; the stamp is written last, so a broken set-up is seen."""
    key = set_up_key()
    env = os.path.abspath(os.environ.get("COPDESK_ENV") or os.path.join(HOME, "env-" + key))
    wanted = ["ready " + key + " run", "ready " + key + " test"][purpose == "test" :]
    if stamp_of(env) not in wanted:
        with alone(env):
            if stamp_of(env) not in wanted:
                set_up(env, key, purpose)
    with contextlib.suppress(OSError):
        os.utime(stamp_file(env), None)
    return env


def set_up_key():
    """Eight letters for this checkout, its list of dependencies and this version of Python."""
    with open(os.path.join(HERE, "pyproject.toml"), "rb") as project:
        parts = [HERE.encode("utf-8", "surrogateescape"), project.read()]
    parts.append(("%d.%d" % sys.version_info[:2]).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:8]


def set_up(env, key, purpose):
    say("Setting up copdesk: this is done once, takes a minute or two and needs the internet.")
    started = time.time()
    if not stamp_of(env).startswith("ready " + key):
        create(env)
    write_stamp(env, "being set up")
    install(env, ".[test]" if purpose == "test" else ".")
    write_stamp(env, "ready %s %s" % (key, purpose))
    tidy(env)
    say("Set up in %.0f seconds." % (time.time() - started))


def create(env):
    foreign = os.path.isdir(env) and os.listdir(env) and not os.path.exists(stamp_file(env))
    if foreign and os.environ.get("COPDESK_ENV"):
        give_up(
            "COPDESK_ENV names %s, which holds something else.\n"
            "Please name a folder that is empty or not there yet." % env
        )
    ready_venv()
    shutil.rmtree(env, ignore_errors=True)
    try:
        os.makedirs(env)
        write_stamp(env, "being set up")
    except OSError as problem:
        give_up_writing(env, problem)
    if subprocess.call([sys.executable, "-m", "venv", env]):
        give_up("Python could not make its environment in %s; its reason stands above." % env)


def ready_venv():
    """Debian and Ubuntu keep a part of Python's own library in a package apart."""
    if not venv_missing():
        return
    package = "python%d.%d-venv" % sys.version_info[:2]
    if can_use_apt():
        apt_install([package])
    if venv_missing():
        give_up(
            "A part of Python is missing: the one that makes environments (venv).\n"
            "On Debian or Ubuntu please run:\n  sudo apt install %s\nthen run this again." % package
        )


def venv_missing():
    return subprocess.call(
        [sys.executable, "-c", "import venv, ensurepip; ensurepip.version()"],
        stderr=subprocess.DEVNULL,
    )


def install(env, what):
    """Let pip install copdesk so that changed code is run, and say in words if it can't."""
    record = os.path.join(env, "set-up.log")
    command = [python_of(env), "-m", "pip", "install", "--no-input", "--editable", what]
    told = []
    with open(record, "w", encoding="utf-8") as log:
        pip = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            cwd=HERE,
            env=dict(os.environ, PYTHONUNBUFFERED="1"),
        )
        for line in pip.stdout:
            log.write(line)
            told.append(line)
            tell_size(line)
    if pip.wait():
        explain_failure("".join(told), record)


def tell_size(line):
    """Show that something happens: the large parts by name, the small ones not at all."""
    large = re.match(r"\s*(?:Downloading|Using cached) (\w+)-\S+ \((\d+\.?\d*) MB\)", line)
    if large:
        say("  %s, %s MB" % large.groups())
    elif line.startswith("Installing collected packages"):
        say("  putting it together")


def explain_failure(told, record):
    if NO_NETWORK.search(told):
        give_up(
            "copdesk's parts could not be fetched: there is no way to the internet, or a proxy\n"
            "stands before it. Connect and run this again; nothing else was changed.\n"
            "(What was tried is in %s.)" % record
        )
    errors = re.findall(r"^ERROR: (.+)$", told, re.MULTILINE) or ["no reason was given"]
    give_up(
        "Installing copdesk's parts failed: %s\nThe whole story is in %s.\n"
        "Run this again once that is mended; nothing else was changed." % (errors[-1], record)
    )


def tidy(env):
    """Remove environments that no run has used for two months: each takes 400 MB."""
    if os.path.dirname(env) != HOME:
        return
    for name in os.listdir(HOME):
        old = os.path.join(HOME, name)
        used = stamp_file(old) if os.path.exists(stamp_file(old)) else old
        if re.match("env-[0-9a-f]{8}$", name) and age_in_days(used) > UNUSED_DAYS:
            shutil.rmtree(old, ignore_errors=True)


def age_in_days(path):
    return (time.time() - os.path.getmtime(path)) / 86400


@contextlib.contextmanager
def alone(env):
    """Wait while another start sets up the same environment; the system frees a dead one's lock."""
    folder = os.path.dirname(env)
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder)
        lock = open(env + ".lock", "w")  # noqa: SIM115  (closed below)
    except OSError as problem:
        give_up_writing(folder, problem)
    with lock:
        wait_for(lock)
        yield


def wait_for(lock):
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415  (Windows only)

        while True:
            with contextlib.suppress(OSError):
                return msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
    import fcntl  # noqa: PLC0415  (not on Windows)

    return fcntl.flock(lock, fcntl.LOCK_EX)


def stamp_file(env):
    return os.path.join(env, "copdesk.txt")


def stamp_of(env):
    """What the environment says of itself, or nothing if it is unfinished or its Python is gone."""
    if not os.path.exists(python_of(env)):
        return ""
    try:
        with open(stamp_file(env)) as stamp:
            return stamp.read()
    except OSError:
        return ""


def write_stamp(env, words):
    with open(stamp_file(env), "w") as stamp:
        stamp.write(words)


def python_of(env):
    return os.path.join(env, *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))


# ------------------------------------------------------------------ Qt and the system


def ready_qt(env, window):
    """See once that Qt finds what it needs of the system; on Debian and Ubuntu root installs it."""
    plugins = platform_plugins() if window else []
    proof = os.path.join(env, "qt-works-%s.txt" % ("-".join(plugins) or "unseen")).replace("*", "")
    if os.path.exists(proof):
        return
    problem = qt_problem(env, plugins)
    if problem and can_use_apt():
        say("Qt, which draws the window, needs libraries of the system (%s)." % problem)
        apt_install(system_libraries())
        problem = qt_problem(env, plugins)
    if problem:
        give_up(no_qt(problem))
    open(proof, "w").close()


def platform_plugins():
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return []
    x11 = ["libqxcb.so"] if os.environ.get("DISPLAY") else []
    return x11 + (["libqwayland*.so"] if os.environ.get("WAYLAND_DISPLAY") else [])


def qt_problem(env, plugins):
    probe = subprocess.Popen(
        [python_of(env), "-c", PROBE] + plugins,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    told = probe.communicate()[1].strip()
    if not probe.returncode:
        return ""
    library = re.search(r"(lib[\w.+-]+\.so[.\d]*): cannot open shared object", told)
    return library.group(1) + " is missing" if library else (told.splitlines() or ["no reason"])[-1]


def no_qt(problem):
    sentence = "Qt, which draws the window, can't start: %s." % problem
    if not sys.platform.startswith("linux"):
        return sentence
    if not found("apt-get"):
        return sentence + "\nPlease add it with your system's installer and run this again."
    line = "  sudo apt install " + " ".join(system_libraries())
    return sentence + "\nOn Debian or Ubuntu please run:\n%s\nthen run this again." % line


def system_libraries():
    """The list for this system: newer ones call GLib's package by another name."""
    newer = found("apt-cache") and not subprocess.call(
        ["apt-cache", "show", "libglib2.0-0t64"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return [name + "t64" if newer and "glib" in name else name for name in SYSTEM_LIBRARIES]


def can_use_apt():
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(found("apt-get"))


def apt_install(packages):
    """Install packages of the system; whether it helped is seen by looking again."""
    say("Installing for the whole system: " + " ".join(packages))
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.call(["apt-get", "-qq", "update"], env=quiet)
    command = ["apt-get", "-qq", "install", "--yes", "--no-install-recommends"]
    subprocess.call(command + packages, env=quiet, stdout=subprocess.DEVNULL)


# ------------------------------------------------------------------ small things


def become(env, words):
    """Go on as the environment's Python; Windows can't hand over, so it waits there."""
    command = [python_of(env)] + words
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command)
    return os.execv(command[0], command)


def found(program):
    if hasattr(shutil, "which"):
        return shutil.which(program)
    folders = os.environ.get("PATH", "").split(os.pathsep)
    return any(os.access(os.path.join(folder, program), os.X_OK) for folder in folders)


def say(words):
    print(words)
    sys.stdout.flush()


def give_up_writing(folder, problem):
    give_up(
        "copdesk can't write in %s: %s.\n"
        "Set COPDESK_ENV to a folder that is yours and run this again." % (folder, problem.strerror)
    )


def give_up(words):
    sys.stderr.write("\n" + words + "\n")
    sys.exit(1)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Run this again to go on.\n")
        sys.exit(130)
