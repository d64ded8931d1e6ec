"""From a model's answer to proposals, faults and reasons. No I/O here."""

from collections.abc import Mapping
from dataclasses import dataclass

from py_core.suggest.answer import Answer
from py_core.suggest.asking import Asked, Failed
from py_core.suggest.judge import Given, judge
from py_core.suggest.problem import Problem
from py_core.suggest.records import Dropped, Proposal
from py_core.suggest.source import Source
from py_core.suggest.wishes import SuggestField
from py_core.words import say


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an answer, part by part: good ones, those left as they are, and those that cannot be used.

    `given` are the latter as the model gave them. `whole` is set where nothing could be read; every part is then
    among `problems`.
    """

    proposals: tuple[Proposal, ...]
    same: tuple[SuggestField, ...]
    problems: Mapping[SuggestField, tuple[Problem, ...]]
    given: Mapping[SuggestField, Given]
    whole: tuple[Problem, ...]
    unasked: tuple[str, ...]

    @property
    def failed(self) -> Failed | None:
        """What to ask for again, or None."""
        return Failed(self.given, self.problems, self.whole) if self.problems else None

    def dropped(self) -> tuple[Dropped, ...]:
        """Why what was asked for is not proposed."""
        if self.whole:
            return (Dropped(field=None, same=False, texts=tuple(problem.text for problem in self.whole)),)
        found = [
            Dropped(field=field, same=False, texts=tuple(dict.fromkeys(problem.text for problem in problems)))
            for field, problems in self.problems.items()
        ]
        found += [Dropped(field=field, same=True, texts=(say("suggest_left_as_is"),)) for field in self.same]
        if self.unasked:
            text = say("suggest_unasked", what=", ".join(self.unasked))
            found.append(Dropped(field=None, same=False, texts=(text,)))
        return tuple(found)


def received(source: Source, asked: Asked, answer: Answer) -> Received:
    """Judge an answer part by part against the listing as it stands."""
    if answer.whole:
        nothing = dict.fromkeys(asked.fields, ())
        return Received((), (), nothing, {}, answer.whole, ())
    proposals, same = [], []
    problems = {field: answer.problems[field] for field in asked.fields if field in answer.problems}
    bad: dict[SuggestField, Given] = {}
    for field, given in answer.given.items():
        verdict = judge(source, field, given, asked.nonce)
        if verdict.problems:
            problems[field] = verdict.problems
            bad[field] = given
        elif verdict.same:
            same.append(field)
        else:
            proposals.append(Proposal(field=field, before=source.stands(field), value=verdict.value))
    return Received(tuple(proposals), tuple(same), problems, bad, (), answer.unasked)
