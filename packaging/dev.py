#!/usr/bin/env python3
r"""One command sets everything up and starts Metanoia, one sets everything up and tests it.

    python3 packaging/dev.py run [-- ARGS]   start Metanoia; with ARGS: metanoia ARGS
    python3 packaging/dev.py test [ARGS]     run the tests; ARGS go to pytest
    python3 packaging/dev.py wheels          keep what is needed for setting up without a network
    python3 packaging/dev.py lock [ARGS]     make the locks anew; ARGS go to uv (--upgrade)

Windows: py packaging\dev.py run. It needs Python and its standard library, nothing else.
"""

from __future__ import print_function

import sys

NEEDED = (3, 11)


def too_old(version, executable):
    # type: (tuple[int, ...], str) -> str | None
    """Return the sentence for a Python that is too old, or None."""
    if tuple(version[:2]) >= NEEDED:
        return None
    return (
        "Metanoia needs Python %d.%d or newer; this is %d.%d, at %s. Install a newer one, "
        "then start this again with it: python%d.%d packaging/dev.py"
        % (NEEDED[0], NEEDED[1], version[0], version[1], executable, NEEDED[0], NEEDED[1])
    )


def main(argv):
    # type: (list[str]) -> int
    """Do what the first word of ``argv`` says and return the exit code."""
    sentence = too_old(sys.version_info[:3], sys.executable)
    if sentence:
        print(sentence, file=sys.stderr)
        return 1
    try:
        import steps
    except ImportError as missing:
        print(
            "This Python, at %s, lacks a part of its standard library (%s). Install the whole of it; "
            "on Debian and Ubuntu: sudo apt-get install -y python3" % (sys.executable, missing),
            file=sys.stderr,
        )
        return 1
    return steps.main(argv, __doc__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
