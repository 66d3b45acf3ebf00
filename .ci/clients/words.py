"""What the nine steps work on, in whatever language they are done: three texts, and the program that each task runs."""

from pathlib import Path

from top_words import most_frequent

HERE = Path(__file__).parent
TEXTS = sorted((HERE.parents[1] / "fixtures/src/main/resources/io/github/batchbench/fixtures").glob("taskdata?.txt"))
PROGRAM = HERE / "top_words.py"
NUMBER = 3
# One, so that outputs, which name their node, are the same whoever does the steps.
NODES = 1


def command(text):
    """The command line of a text's task."""
    return f"/bin/sh -c 'python3 $AZ_BATCH_NODE_SHARED_DIR/{PROGRAM.name} --filepath {text.name} --numwords {NUMBER}'"


def same_as_counter(outputs):
    """Compares each output file in the folder with a Counter of its text."""
    for text in TEXTS:
        lines = (outputs / f"{text.stem}_OUTPUT.txt").read_text(encoding="utf-8").splitlines()
        counted = [f"{word}:\t{count}" for word, count in most_frequent(text.read_text(encoding="utf-8"), NUMBER)]
        assert lines[2 : 2 + NUMBER] == counted, f"{lines} instead of {counted}"
        assert lines[-3:] == [f"Task: {text.stem}", "Job:  count", "Pool: words"], lines
