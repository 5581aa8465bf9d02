from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "packaging" / "dev.py"


def executable(folder: Path, name: str, script: str) -> Path:
    """Put a program of that name into a folder that a test uses as its PATH."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    return program


def test_an_old_python_is_told_which_one_is_needed_and_which_this_is():
    import dev

    told = dev.too_old((3, 9, 2), "/usr/bin/python3")
    assert "needs Python 3.11" in told
    assert "this is 3.9, at /usr/bin/python3" in told
    assert dev.too_old((3, 11, 0), "python3") is None
    assert dev.too_old((4, 0, 0), "python3") is None


def test_an_old_python_can_read_the_script():
    ast.parse(DEV.read_text("utf-8"), feature_version=(3, 4))


@pytest.mark.parametrize("words", [[], ["walk"], ["--fast"]])
def test_an_unknown_word_shows_the_usage_and_is_wrong_usage(words):
    done = subprocess.run(
        [sys.executable, str(DEV), *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "packaging/dev.py run" in done.stderr
    assert done.stdout == ""


# -- what kind of computer this is


def facts(**changes):
    import machine

    plain = machine.Facts("linux-x86_64", (3, 11), "CPython", False, (2, 36), None)
    return plain._replace(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"python": (3, 14)},
        {"platform": "linux-aarch64", "glibc": (2, 41)},
        {"platform": "win-amd64", "glibc": None},
        {"platform": "macosx-10.9-universal2", "glibc": None, "macos": (14, 2)},
    ],
)
def test_the_computers_that_are_supported(changes):
    import machine

    assert machine.unsupported(facts(**changes)) is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"python": (3, 15)}, "no builds for Python 3.15 yet"),
        ({"implementation": "PyPy"}, "no builds for PyPy"),
        ({"free_threaded": True}, "free-threaded"),
        ({"glibc": None}, "musl"),
        ({"glibc": (2, 31)}, "needs glibc 2.34 or newer; this system has 2.31"),
        ({"platform": "linux-aarch64"}, "needs glibc 2.39 or newer; this system has 2.36"),
        ({"platform": "linux-riscv64"}, "no build for Linux on riscv64"),
        ({"platform": "win-arm64", "glibc": None}, "x64 Python"),
        ({"platform": "win32", "glibc": None}, "32-bit"),
        ({"platform": "macosx-10.9-universal2", "macos": (12, 7)}, "macOS 13"),
    ],
)
def test_a_computer_without_builds_is_told_so_before_anything_is_fetched(changes, told):
    import machine

    assert told in machine.unsupported(facts(**changes))


def test_this_very_computer_is_supported():
    import machine

    assert machine.unsupported(machine.facts()) is None


@pytest.mark.parametrize(
    ("environ", "system", "seen"),
    [
        ({}, "linux", ()),
        ({"DISPLAY": ""}, "linux", ()),
        ({"DISPLAY": ":0"}, "linux", ("x11",)),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", ("wayland", "x11")),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", ()),
        ({"QT_QPA_PLATFORM": "vnc:size=1280x800"}, "linux", ("other",)),
        ({}, "darwin", ("other",)),
        ({}, "win32", ("other",)),
    ],
)
def test_what_counts_as_a_screen(environ, system, seen):
    import machine

    assert machine.screens(environ, system) == seen


def test_a_wayland_screen_that_is_gone_does_not_answer(tmp_path):
    import machine

    environ = {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert not machine.answers("wayland", environ)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 is on Linux")
def test_an_x11_screen_that_is_gone_does_not_answer():
    import machine

    assert not machine.answers("x11", {"DISPLAY": ":4095"})


# -- what the system lacks


def lacking(**changes):
    import libraries
    import system

    few = (libraries.BASE[0], libraries.BASE[6], libraries.BASE[7], libraries.X11[1])
    return system.Missing(venv=True, libraries=few, tools=("age",))._replace(**changes)


def test_a_library_that_the_loader_does_not_find_is_missing():
    import libraries

    there = libraries.Library("libc.so.6", "libc6", "glibc", "glibc", "glibc")
    absent = libraries.Library("libnowhere-at-all.so.9", "x", "x", "x", "x")
    if sys.platform.startswith("linux"):
        assert list(libraries.missing([there, absent])) == [absent]


def test_a_library_that_only_tests_need_is_one_of_their_tools(monkeypatch):
    import libraries
    import system

    absent = libraries.Library("libnowhere-at-all.so.9", "libnowhere9", "x", "x", "x")
    monkeypatch.setattr(libraries, "FOR_TESTS", (absent,))
    if sys.platform.startswith("linux"):
        assert "libnowhere9" in system.missing((), with_tools=True).tools
        assert "libnowhere9" not in system.missing((), with_tools=False).tools
        assert absent not in system.missing((), with_tools=True).libraries


def test_on_debian_everything_missing_is_one_line_to_type():
    import system

    told = system.sentence(lacking(), "apt")
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert told.splitlines()[-1] == (
        "sudo apt-get install -y --no-install-recommends "
        f"libgl1 libglib2.0-0 libxcb-cursor0 python{version}-venv"
    )
    assert "libGL.so.1" in told
    assert "ensurepip" in told


def test_a_debian_that_never_fetched_its_lists_is_told_to():
    import system

    told = system.sentence(lacking(), "apt", lists_empty=True)
    assert told.splitlines()[-1].startswith("sudo apt-get update && sudo apt-get install -y ")


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("dnf", "sudo dnf install -y glib2 libglvnd-glx xcb-util-cursor"),
        ("pacman", "sudo pacman -S --needed glib2 libglvnd xcb-util-cursor"),
        (
            "zypper",
            "sudo zypper install -y Mesa-libGL1 libglib-2_0-0 libgthread-2_0-0 libxcb-cursor0",
        ),
    ],
)
def test_other_systems_get_their_own_names(by, told):
    import system

    assert system.sentence(lacking(), by).splitlines()[-1] == told


def test_an_unknown_system_gets_the_names_of_the_files():
    import system

    told = system.sentence(lacking(), None)
    assert "libGL.so.1" in told
    assert "libxcb-cursor.so.0" in told
    assert "sudo" not in told


def test_the_package_manager_is_the_one_that_is_there():
    import system

    assert system.manager(lambda name: f"/usr/bin/{name}" if name == "dnf" else None) == "dnf"
    assert system.manager(lambda _name: None) is None


@pytest.mark.parametrize(
    ("root", "ci", "terminal", "sudo", "may"),
    [
        (True, "", False, False, "root"),
        (False, "true", False, True, "sudo"),
        (False, "", True, True, "ask"),
        (False, "", True, False, "no"),
        (False, "", False, True, "no"),
    ],
)
def test_nothing_is_installed_without_leave(root, ci, terminal, sudo, may):
    import system

    assert system.permission({"CI": ci}, root=root, terminal=terminal, sudo=sudo) == may


@pytest.fixture
def apt(tmp_path, monkeypatch):
    """A system where only a Debian package manager is found, which writes down what it is asked."""
    import libraries
    import system

    said = tmp_path / "asked"
    executable(tmp_path / "bin", "apt-get", f'echo "$@" >> {said}; [ ! -e {tmp_path}/fails ]')
    executable(tmp_path / "bin", "env", 'shift; exec "$@"')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(system, "APT_LISTS", tmp_path / "lists")
    monkeypatch.setattr(libraries, "BASE", libraries.BASE[:1])
    monkeypatch.setattr(libraries, "FOR_TESTS", ())
    monkeypatch.setattr(libraries, "missing", lambda wanted: () if said.exists() else wanted)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt-get is on Linux only")
def test_root_gets_all_of_it_installed_after_one_update(apt, capsys):
    import system

    system.provide((), with_tools=True)
    asked = [line.split("DPkg::Lock::Timeout=120 ")[1] for line in apt.read_text().splitlines()]
    assert asked == [
        "update -q",
        "install -y --no-install-recommends -q libgl1",
        *(
            f"install -y --no-install-recommends -q {tool}"
            for tool in ("age", "openssh-client", "unzip", "chromium")
        ),
    ]
    assert (
        "Tests that need age, openssh-client, unzip, chromium will be skipped"
        in capsys.readouterr().out
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt-get is on Linux only")
def test_others_get_the_line_and_nothing_is_started(apt, monkeypatch):
    import system
    from machine import Stop

    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Stop, match=r"apt-get install -y --no-install-recommends libgl1$"):
        system.provide((), with_tools=True)
    assert not apt.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="apt-get is on Linux only")
def test_a_failing_apt_get_is_shown_and_ends_the_set_up(apt, tmp_path, capfd):
    import system
    from machine import Stop

    (tmp_path / "fails").touch()
    with pytest.raises(Stop, match="could not be installed"):
        system.provide((), with_tools=False)


# -- the environment


def test_the_mark_of_an_environment_changes_with_lock_and_python():
    import environment

    marks = {
        environment.stamp(b"a==1", (3, 11, 2)),
        environment.stamp(b"a==2", (3, 11, 2)),
        environment.stamp(b"a==1", (3, 12, 0)),
    }
    assert len(marks) == 3
    assert environment.stamp(b"a==1", (3, 11, 2)) in marks


def test_an_environment_is_ready_until_its_lock_changes(tmp_path, monkeypatch):
    import environment

    locks, venv = tmp_path / "locks", tmp_path / "venv"
    locks.mkdir()
    venv.mkdir()
    monkeypatch.setattr(environment, "LOCKS", locks)
    (locks / "run.txt").write_text("a==1\n")
    assert not environment.ready("run", venv)
    environment.python(venv).parent.mkdir()
    environment.python(venv).touch()
    (venv / "metanoia-run.stamp").write_text(environment.stamp(b"a==1\n"))
    assert environment.ready("run", venv)
    (locks / "run.txt").write_text("a==2\n")
    assert not environment.ready("run", venv)


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_a_new_environment_imports_the_project_and_has_its_command(tmp_path):
    import environment

    venv = tmp_path / "a folder with spaces" / "venv"
    environment.make(venv)
    environment.link(venv)
    ask = [str(environment.python(venv)), "-P", "-c", "import metanoia; print(metanoia.__file__)"]
    said = subprocess.run(ask, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert Path(said.stdout.strip()) == ROOT / "app" / "metanoia" / "__init__.py"
    # Its packages are not there, so the command itself can only say which Python it started.
    command = (environment.python(venv).with_name("metanoia")).read_text("utf-8")
    assert f"'{environment.python(venv)}' -P -m metanoia" in command


def test_wheels_that_are_named_but_not_there_are_said_so(tmp_path):
    import environment
    from machine import Stop

    with pytest.raises(Stop, match="no wheels lie there"):
        environment.wheels({"METANOIA_WHEELS": str(tmp_path)})
    (tmp_path / "a-1-py3-none-any.whl").touch()
    assert environment.wheels({"METANOIA_WHEELS": str(tmp_path)}) == tmp_path


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "PIP_CERT="),
        ("ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed", "HTTPS_PROXY"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQ", "do not trust"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("NewConnectionError: [Errno -2] Name or service not known", "dev.py wheels"),
        ("Could not find a version that satisfies a==1 (from versions: none)", "dev.py wheels"),
        ("ERROR: No matching distribution found for pyrage==1.4.0", "no build"),
    ],
)
def test_what_pip_says_becomes_what_to_do(said, told):
    import environment

    sentence = environment.pip_sentence(f"{said}\n")
    assert told in sentence
    assert said in sentence


def test_a_failure_of_pip_that_nobody_foresaw_is_shown_as_it_is():
    import environment

    assert environment.pip_sentence("Boom").endswith("pip said:\nBoom")


# -- run


@pytest.fixture
def started(tmp_path, monkeypatch):
    """A set-up that is done already, whose Python writes down how it is started."""
    import environment
    import steps
    import system

    program = executable(tmp_path, "python", f'echo "$@" >> {tmp_path}/started; exit 3')
    monkeypatch.setattr(environment, "python", lambda: program)
    monkeypatch.setattr(environment, "ready", lambda _lock: True)
    monkeypatch.setattr(system, "provide", lambda _screens, with_tools: None)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    def start(*words):
        code = steps.main(["run", *words], "usage")
        return code, (tmp_path / "started").read_text().strip()

    return start


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a screen is always there")


@linux
def test_run_without_a_screen_says_so_and_shows_the_demo(started, capfd):
    assert started() == (3, "-P -m metanoia demo")
    assert capfd.readouterr().out.startswith("There is no screen here")


@linux
def test_run_with_a_screen_that_does_not_answer_shows_the_demo_too(started, monkeypatch, tmp_path):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert started() == (3, "-P -m metanoia demo")


@linux
def test_run_hands_on_what_stands_behind_the_dashes(started):
    assert started("--", "list", "--json") == (3, "-P -m metanoia list --json")


@linux
def test_run_with_a_screen_opens_the_window(started, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "vnc")
    assert started() == (3, "-P -m metanoia")
