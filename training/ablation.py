"""What each question and each list of the agreement checks is worth.

    python training/ablation.py TEXTS.jsonl... [--most 4]

TEXTS hold {"text"} a line; the examples of the rules are added. Each function of ``checker.checks.agreement`` that
answers yes or no is made to answer always yes, then always no, and each list of ``grammar.yaml`` is emptied. A line
says in how many texts it was asked and would have answered otherwise, in how many other issues were raised before
the judge, and how many issues came or went that the judge holds worth reading, in the texts and in the examples. A
question that `--most` issues of texts hang on is worth its lines, and nothing more is counted of it.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import inspect
import json
import os
import pkgutil
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
from judge_suspicions import Proposer

import checker.checks.agreement as agreement
from checker.analysis import Analysis
from checker.judge import Judge
from checker.model import Issue

READER = "read_grammar"  # gives the lists, wherever it is imported


@dataclass(frozen=True)
class Text:
    analysis: Analysis
    is_example: bool


@dataclass(frozen=True)
class Question:
    """A function of a module, or a method or property of a class, that answers yes or no."""

    owner: Any
    name: str

    def __str__(self) -> str:
        return f"{getattr(self.owner, '__module__', self.owner.__name__).rpartition('.')[2]}.{self.name}"

    @property
    def function(self) -> Callable[..., bool]:
        found = vars(self.owner)[self.name]
        return getattr(found, "fget", None) or getattr(found, "func", None) or found

    def replace(self, function: Callable[..., bool], modules: list[ModuleType]) -> None:
        """Put another function in its place, wherever it was imported."""
        old = vars(self.owner)[self.name]
        if inspect.isclass(self.owner):
            setattr(self.owner, self.name, function if inspect.isfunction(old) else property(function))
        for module in modules:
            for name in [name for name, value in vars(module).items() if value is old]:
                setattr(module, name, function)


class Trial:
    """Texts that are checked as the checks stand, and then with changes, each in a process of its own."""

    def __init__(self, paths: list[Path], most: int) -> None:
        self.most = most
        self.proposer = Proposer("fr")
        self.judge = Judge.of(self.proposer.engine)
        self.modules = [agreement, *map(importlib.import_module, modules_of(agreement))]
        self.texts = list(self._texts(paths))
        self.before = [(self.proposed(text), self.reported(text)) for text in self.texts]
        self.grammar = next(vars(module)[READER] for module in self.modules if READER in vars(module))

    def _texts(self, paths: list[Path]) -> Iterator[Text]:
        for path in paths:
            for line in path.read_text(encoding="utf-8").splitlines():
                yield Text(self.proposer.analysis("", json.loads(line)["text"]), is_example=False)
        for rule in self.proposer.resources.rules:
            if rule.id.startswith("fr/agreement/"):
                for example in (*rule.examples.flags, *rule.examples.allows):
                    text = example.text.replace("{{", "").replace("}}", "")
                    yield Text(self.proposer.analysis("", text), is_example=True)

    def proposed(self, text: Text) -> list[Issue]:
        return self.proposer.issues(text.analysis)

    def reported(self, text: Text) -> set[tuple[str, int, int]]:
        """The issues that the judge holds worth reading."""
        found = self.judge.weigh(text.analysis, self.proposed(text))
        return {(i.rule, i.span.start, i.span.end) for i in found if i.confidence >= self.judge.threshold}

    def questions(self) -> list[Question]:
        found = []
        for module in self.modules:
            owners = [module, *(one for one in vars(module).values() if inspect.isclass(one))]
            for owner in (one for one in owners if getattr(one, "__module__", module.__name__) == module.__name__):
                for name in vars(owner):
                    question = Question(owner, name)
                    function = question.function
                    own = inspect.isfunction(function) and function.__module__ == module.__name__
                    if own and function.__annotations__.get("return") == "bool":
                        found.append(question)
        return list(dict.fromkeys(found))

    def answers(self, questions: list[Question]) -> dict[tuple[str, bool], list[int]]:
        """The texts in which each question is answered with yes, and with no."""

        def work() -> list[tuple[str, bool, int]]:
            heard = set()
            for question in questions:
                question.replace(listening(question, heard, place := [0]), self.modules)
                places.append(place)
            for number, text in enumerate(self.texts):
                for place in places:
                    place[0] = number
                self.proposed(text)
            return sorted(heard)

        places: list[list[int]] = []
        found = defaultdict(list)
        for name, answer, number in in_child(work):
            found[name, answer].append(number)
        return found

    def compare(self, change: Callable[[], None], numbers: list[int]) -> Counter[str]:
        """What a change brings and takes in some of the texts."""

        def work() -> dict[str, int]:
            change()
            found: Counter[str] = Counter()
            for number in random.Random(1).sample(numbers, len(numbers)):
                text, (proposed, reported) = self.texts[number], self.before[number]
                if self.proposed(text) == proposed:
                    continue
                found["proposals"] += 1
                now, where = self.reported(text), "in examples" if text.is_example else "in texts"
                found[f"gone {where}"] += len(reported - now)
                found[f"come {where}"] += len(now - reported)
                if found["gone in texts"] + found["come in texts"] >= self.most:
                    break
            return found

        return Counter(in_child(work))

    def without(self, key: str) -> None:
        """Empty one list."""
        read = functools.cache(lambda path: msgspec.structs.replace(self.grammar(path), **{key: frozenset()}))
        for module in self.modules:
            if READER in vars(module):
                setattr(module, READER, read)


def modules_of(package: ModuleType) -> list[str]:
    return [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]


def listening(question: Question, heard: set[tuple[str, bool, int]], place: list[int]) -> Callable[..., bool]:
    """The question, which notes what it answers in which text."""
    function, name = question.function, str(question)

    @functools.wraps(function)
    def answer(*args: Any, **named: Any) -> bool:
        found = function(*args, **named)
        heard.add((name, bool(found), place[0]))
        return found

    return answer


def in_child(work: Callable[[], Any]) -> Any:
    """What some work gives, done in a process of its own, which keeps its changes to itself."""
    reading, writing = os.pipe()
    if not os.fork():
        with os.fdopen(writing, "w") as out:
            json.dump(work(), out)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as found:
        result = json.load(found)
    os.wait()
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=4)
    args = parser.parse_args()
    trial = Trial(args.texts, args.most)
    questions = trial.questions()
    heard = trial.answers(questions)
    print(f"{len(trial.texts)} texts, {len(questions)} questions")
    for question in questions:
        for answer in (True, False):
            otherwise = heard[str(question), not answer]
            change = functools.partial(question.replace, lambda *_, answer=answer, **__: answer, trial.modules)
            print(
                f"{question} always {answer}: of {len(otherwise)}", dict(trial.compare(change, otherwise)), flush=True
            )
    everywhere = list(range(len(trial.texts)))
    for field in msgspec.structs.fields(agreement.grammar.Grammar):
        if field.default == frozenset():
            print(
                f"without {field.name}:",
                dict(trial.compare(functools.partial(trial.without, field.name), everywhere)),
                flush=True,
            )


if __name__ == "__main__":
    main()
