"""What was tried with a client and how it ended: said on the way, and kept for the tables of docs/clients.md.

A program makes one `Tried` for each column of a table (a version of the client, or a way to sign in), says in which section
it is, and has each call made by `works`, `refused` or `impossible`. A call that ends in another way fails the check.
"""

import contextlib
import json
import logging
import traceback
from pathlib import Path

# The SDKs log an answer that they cannot read, with its traceback, and go on.
logging.disable()


class Tried:
    def __init__(self, column):
        self.column = column
        self.heading = ""
        self.calls = []
        self.failed = 0

    def section(self, heading):
        self.heading = heading

    def works(self, call, attempt, *expected):
        """The call's answer, which must be what is expected, where that is given."""
        with self._attempt(call, "works"):
            answer = attempt()
            if expected and answer != expected[0]:
                raise AssertionError(f"{answer!r} instead of {expected[0]!r}")
            return answer

    def refused(self, call, answer, attempt, said):
        """The call fails, and `said` makes of its exception what the service answers, such as "404 PoolNotFound"."""
        with self._attempt(call, answer):
            try:
                attempt()
            except Exception as refusal:
                if said(refusal) != answer:
                    raise
                return
            raise AssertionError("it was not refused")

    def impossible(self, call, why, attempt, words):
        """The client cannot do it here: it fails, and its exception has these words."""
        with self._attempt(call, f"not possible, {why}"):
            try:
                attempt()
            except Exception as failure:
                if words not in str(failure):
                    raise
                return
            raise AssertionError("it is possible now")

    @contextlib.contextmanager
    def _attempt(self, call, outcome):
        self.calls.append([self.heading, call, outcome])
        try:
            yield
        except Exception as failure:
            self.failed += 1
            print(f"FAILED {self.column}: {self.heading}: {call} should have ended with: {outcome}")
            print(f"  {type(failure).__name__}: {failure}")
            for frame in traceback.extract_tb(failure.__traceback__):
                print(f"  at {frame.filename}:{frame.lineno}")

    def save(self, file):
        """Keeps it for the tables."""
        print(f"{self.column}: {len(self.calls) - self.failed} calls ended as expected, {self.failed} did not", flush=True)
        kept = {"column": self.column, "calls": self.calls, "failed": self.failed}
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_text(json.dumps(kept), encoding="utf-8")
