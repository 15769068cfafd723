"""Makes attacks by hand, in rounds of as many as the suite makes, so that what is stopped goes on with the next round.

``python tests/attack/rounds.py 1 100 tests/attack/test_kills.py -k killed`` makes a hundred times what the suite does.
Each round is a run of pytest with choices of its own, in a folder that is emptied after it; what follows the numbers of
the first round and of the last is for pytest. How each ended is a line; the exit code is 1 if one of them has failed.
"""

import os
import shutil
import subprocess
import sys
import tempfile


def made(number: int, arguments: list[str], folder: str) -> bool:
    """Make one round; what pytest says is printed if it fails."""
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"--basetemp={folder}/{number}", *arguments],
        env={**os.environ, "CHECKER_ATTACKS_ROUND": str(number)},
        capture_output=True,
        text=True,
    )
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    said = f"failed\n{done.stdout}{done.stderr}" if done.returncode else "passed"
    sys.stdout.write(f"round {number}, {busy:.0f} s of processor time: {said}\n")
    sys.stdout.flush()
    shutil.rmtree(f"{folder}/{number}", ignore_errors=True)
    return not done.returncode


def main() -> None:
    """Make the rounds that the command line asks for."""
    first, last, *arguments = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        passed = [made(number, arguments, folder) for number in range(int(first), int(last) + 1)]
    sys.exit(not all(passed))


if __name__ == "__main__":
    main()
