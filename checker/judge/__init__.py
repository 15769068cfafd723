"""Weighs issues as a reader of published news would: the probability that each is right, and the order of its fixes.

The proposers of agreement cast wide. What they propose comes here with its sentence; a network that has learnt from
published articles reads the sentence as it stands and as each fix would make it, boosted trees weigh what it says
together with the rule, the words, the tree and other news. The answer is the issue's confidence, calibrated on alarms
that were read by people. All that it knows is data of the language's pack.
"""

from checker.judge.judge import Judge

__all__ = ["Judge"]
