"""The command line: arguments in, exit code out; a module for each command.

Exit codes: 0 nothing at or above ``--fail-on``; 1 issues; 2 usage, input, output or rule error; 130 interrupted, 143
ended.
"""

from __future__ import annotations

import gc
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Annotated, Any, Final, cast

import typer
from typer.core import TyperGroup

from checker import threads
from checker.cli import rules
from checker.cli.apply import apply
from checker.cli.check import check
from checker.cli.config import config
from checker.cli.feedback import feedback
from checker.cli.fix import fix
from checker.cli.formats import formats
from checker.cli.gate import ERROR
from checker.cli.inspect import inspect
from checker.cli.kinds import kinds
from checker.cli.languages import languages
from checker.cli.schema import schema
from checker.cli.terminal import ReaderGoneError, speak, take_streams, tell
from checker.engine.run import OBJECTS_BETWEEN_COLLECTIONS
from checker.errors import CheckerError, nearest
from checker.files import signals
from checker.packs.desk import DESK_LANGUAGES
from checker.project.project import DEFAULT_LANG

# The library's error on a wrong command line, which lies elsewhere in each version of it.
UsageFault: Final = cast("type[typer.BadParameter]", typer.BadParameter.__base__)


class Commands(TyperGroup):
    """The commands; who forgets to name one is told which was meant."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the options before a command, unless they are those of ``check``; errors are in the desk's language."""
        speak(asked_language(args))
        of_check = {option for parameter in self.commands["check"].params for option in parameter.opts}
        if args and args[0].partition("=")[0] in of_check.difference(*(each.opts for each in self.params)):
            ctx.fail(f"{args[0]} stands behind a command. {meant(args)}")
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first argument names."""
        if args[0] not in self.commands and (args[0] == "-" or os.path.exists(args[0])):
            ctx.fail(f"No such command {args[0]!r}. {meant(args)}")
        if args[0] not in self.commands and (near := nearest(args[0], self.commands)):
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near!r}?")
        return super().resolve_command(ctx, args)

    def make_context(self, *arguments: Any, **more: Any) -> Any:
        """Read the arguments, with errors as `Misused`."""
        with misused():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: Any) -> Any:
        """Run the command, with errors as `Misused`."""
        with misused():
            return super().invoke(ctx)


class Misused(typer.BadParameter):
    """A command line that makes no sense, said in the language of the desk."""

    def show(self, file: Any = None) -> None:
        """Tell what is wrong, and how the command is called."""
        if self.ctx:
            tell(" ".join(self.ctx.get_usage().split()))
            tell(f"Try '{self.ctx.command_path} {self.ctx.help_option_names[0]}' for help.")
            tell("")
        tell(f"Error: {self.message}")


@contextmanager
def misused() -> Iterator[None]:
    """Raise errors on the command line as `Misused`.

    Raises:
        Misused: there is one.
    """
    try:
        yield
    except UsageFault as error:
        if type(error).show is not UsageFault.show:  # ours already, or no error but help
            raise
        raise Misused(" ".join(error.format_message().split()), error.ctx) from None


def asked_language(arguments: list[str]) -> str:
    """The desk's language that arguments ask for: wanted before they are understood, for errors on them."""
    pairs = [argument.partition("=") for argument in arguments]
    after = [*arguments, ""][1:]
    asked = [value or following for (name, _, value), following in zip(pairs, after, strict=True) if name == "--lang"]
    return next((lang for lang in asked if lang in DESK_LANGUAGES), DEFAULT_LANG)


def meant(arguments: list[str]) -> str:
    """Advice for arguments that name no command."""
    return f'Did you mean "checker check {shlex.join(arguments)}"?'


app = typer.Typer(
    name="checker",
    help="Finds what machine translation left behind in an article, marks it to the character and offers the fix.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    cls=Commands,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(check)
app.command()(apply)
app.command()(config)
app.command()(feedback)
app.command()(fix)
app.command()(formats)
app.command()(inspect)
app.command()(kinds)
app.command()(languages)
app.add_typer(rules.app, name="rules")
app.command()(schema)


def show_version(wanted: bool) -> None:
    """Print the version, if wanted, and stop."""
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"translation-checker {version('translation-checker')}\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def main() -> None:
    """Run the command line; any error of ours, or of the system, is one line and exit code 2."""
    os.environ.setdefault(threads.SETTING, "1")  # before numpy is imported
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    take_streams()
    signals.listen()
    try:
        try:
            app(prog_name="checker")
        except signals.Stopped:
            with suppress(CheckerError):  # the run has ended already
                sys.stdout.flush()
            raise
        except SystemExit:
            sys.stdout.flush()
            raise
    except ReaderGoneError:
        raise SystemExit(ERROR) from None
    except CheckerError as error:
        tell(f"error: {error}")
        raise SystemExit(ERROR) from None
    except OSError as error:
        tell(f"error: {': '.join(str(part) for part in (error.filename, error.strerror or error) if part)}")
        raise SystemExit(ERROR) from None
