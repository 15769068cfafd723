"""Debian's Chromium, and how it is started."""

import shutil

CHROMIUM = shutil.which("chromium")
# As root in a container, without a sandbox or a screen, and with nothing of its own to say on the network.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
