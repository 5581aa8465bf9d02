"""A process that plays services on a private bus: told by lines of JSON what to own, answer and send."""

from __future__ import annotations

import json
import os
import sys
import threading
import time

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection


class Played:
    """Answers each method as it was told to, an unknown one with an error."""

    def __init__(self, address: str, names: list[str]) -> None:
        self.bus = open_dbus_connection(address, enable_fds=True)
        self.answers: dict[str, list] = {}
        self.heard: list[str] = []
        self.given: list[int] = []  # our ends of the pipes that were handed over
        for name in names:
            self.bus.send_and_get_reply(message_bus.RequestName(name))

    def listen(self) -> None:
        while True:
            call = self.bus.receive()
            if call.header.message_type is MessageType.method_call:
                method = call.header.fields[HeaderFields.member]
                self.heard.append(method)
                self.reply(call, self.answers.get(method))

    def reply(self, call, answer: list | None) -> None:
        if answer is None:
            self.bus.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))
        elif answer == ["pipe"]:
            mine, theirs = os.pipe()
            os.set_blocking(mine, False)
            self.given.append(mine)
            self.bus.send(new_method_return(call, "h", (theirs,)))
            os.close(theirs)
        elif answer != ["mute"]:
            self.bus.send(new_method_return(call, answer[0], (answer[1],)))

    def obey(self, order: dict) -> None:
        if "answer" in order:
            self.answers[order["answer"]] = order["with"]
        elif "send" in order:
            place = DBusAddress(order["path"], None, order["interface"])
            self.bus.send(new_signal(place, order["send"], order["kind"], tuple(order["body"])))
        elif order.get("ask") == "let go":
            until = time.monotonic() + 5
            while not self.is_let_go() and time.monotonic() < until:
                time.sleep(0.01)

    def is_let_go(self) -> bool:
        """Tell whether the other side has closed the last pipe that was handed over."""
        if not self.given:
            return False
        try:
            return os.read(self.given[-1], 1) == b""
        except BlockingIOError:
            return False


def main() -> None:
    played = Played(sys.argv[1], sys.argv[2:])
    threading.Thread(target=played.listen, daemon=True).start()
    print("ready", flush=True)
    for line in sys.stdin:
        played.obey(json.loads(line))
        print(json.dumps({"heard": played.heard, "let_go": played.is_let_go()}), flush=True)


if __name__ == "__main__":
    main()
