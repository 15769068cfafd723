"""As a program: the command of its arguments as on a system that has nothing of POSIX; a rehearsal for Windows.

What is not ours is imported before that, and knows this system as it is.
"""

import multiprocessing.connection
import multiprocessing.popen_spawn_posix
import multiprocessing.resource_tracker
import os
import signal
import subprocess
import sys
import sysconfig
import types

import jinja2
import numpy
import regex
import rich.console
import typer.rich_utils
import typer.testing

OURS_TO_MISS = ("fcntl", "grp", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty")
KEPT = ("SIGINT", "SIGTERM", "SIG_DFL", "SIG_IGN", "SIGABRT", "SIGFPE", "SIGILL", "SIGSEGV")


def take_away() -> None:
    """Take away the modules, functions, flags and signals of POSIX, and give what Windows has for locks."""
    for name in OURS_TO_MISS:
        sys.modules[name] = None  # type: ignore[assignment]  # as if it were not installed
    for name in vars(os).copy():
        of_posix = name.startswith(
            ("O_NO", "O_DIR", "sched_", "getxattr", "listxattr", "setxattr", "getuid", "geteuid")
        )
        if of_posix or name in ("chown", "fork", "fchown", "getpgid", "killpg", "mkfifo", "setsid", "statvfs", "uname"):
            delattr(os, name)
    for name in vars(signal).copy():
        if (name.startswith("SIG") and name not in KEPT) or name in ("alarm", "pthread_sigmask", "setitimer"):
            delattr(signal, name)
    os.supports_fd = set()
    msvcrt = types.ModuleType("msvcrt")
    vars(msvcrt).update(LK_NBLCK=2, locking=lambda descriptor, mode, count: os.fstat(descriptor))
    sys.modules["msvcrt"] = msvcrt
    sys.platform = "win32"


if __name__ == "__main__":
    assert all((multiprocessing, subprocess, jinja2, numpy, regex, rich, typer))
    sysconfig.get_config_vars()
    take_away()
    from checker.cli import main

    sys.argv[0] = "checker"
    main()
