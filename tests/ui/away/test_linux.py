"""What the system says of sleep, lid, lock and change of user, heard over a real bus."""

from __future__ import annotations

import pytest

from metanoia.ui.away.linux import LinuxSession

LOGIN, POWER = "org.freedesktop.login1", "org.freedesktop.UPower"
MANAGER, OURS = "/org/freedesktop/login1", "/org/freedesktop/login1/session/_37"
OTHERS = "/org/freedesktop/login1/session/_38"
PROPERTIES = ("org.freedesktop.DBus.Properties", "sa{sv}as")


@pytest.fixture
def system(serve):
    service = serve(LOGIN, POWER)
    service.answer("GetSession", "o", OURS)
    service.answer("Inhibit", "pipe")
    return service


@pytest.fixture
def session(qtbot, bus, system, qapp):
    session = LinuxSession(qapp, bus, bus)
    qtbot.waitUntil(lambda: session._delay is not None)
    qtbot.wait(50)
    yield session
    session.deleteLater()


def changed(system, path, interface, **values):
    name, kind = PROPERTIES
    system.send("PropertiesChanged", path, name, kind, interface, values, [])


def said(qtbot, session, send):
    heard = []
    session.gone.connect(lambda: heard.append(1))
    send()
    qtbot.wait(150)
    return bool(heard)


def test_a_locked_session(qtbot, session, system):
    assert said(qtbot, session, lambda: system.send("Lock", OURS, f"{LOGIN}.Session"))


def test_the_lock_of_somebody_else_is_theirs(qtbot, session, system):
    assert not said(qtbot, session, lambda: system.send("Lock", OTHERS, f"{LOGIN}.Session"))


@pytest.mark.parametrize(("path", "active", "gone"), [(OURS, False, True), (OURS, True, False), (OTHERS, False, False)])  # fmt: skip
def test_a_change_of_user(qtbot, session, system, path, active, gone):
    def send():
        changed(system, path, f"{LOGIN}.Session", Active=("b", active))

    assert said(qtbot, session, send) is gone


@pytest.mark.parametrize("closed", [True, False])
def test_the_lid(qtbot, session, system, closed):
    def send():
        changed(system, "/org/freedesktop/UPower", POWER, LidIsClosed=("b", closed))

    assert said(qtbot, session, send) is closed


def test_sleep_waits_until_we_are_gone_and_is_held_up_again_after_it(qtbot, session, system):
    held = []
    session.gone.connect(lambda: held.append(not system.order()["let_go"]))
    system.send("PrepareForSleep", MANAGER, f"{LOGIN}.Manager", "b", True)
    qtbot.waitUntil(lambda: held == [True])
    qtbot.waitUntil(lambda: session._delay is None)
    assert system.order(ask="let go")["let_go"]
    system.send("PrepareForSleep", MANAGER, f"{LOGIN}.Manager", "b", False)
    qtbot.waitUntil(lambda: session._delay is not None)
    assert not system.order()["let_go"]
    assert system.heard().count("Inhibit") == 2


def test_a_mute_login_service_holds_nothing_up(qtbot, bus, serve, qapp):
    mute = serve(LOGIN)
    mute.answer("GetSession", "mute")
    mute.answer("Inhibit", "mute")
    session = LinuxSession(qapp, bus, bus)

    def send():
        mute.send("PrepareForSleep", MANAGER, f"{LOGIN}.Manager", "b", True)

    assert said(qtbot, session, send)
    session.deleteLater()
