"""The task program, in Python: top_words.py --filepath FILE --numwords N writes FILE's most frequent words to NAME_OUTPUT.EXT.

The words are those of the Java program of the nine steps, and so is the form of the file.
"""

import argparse
import os
import string
from collections import Counter
from pathlib import Path


def most_frequent(text, count):
    words = (token.strip(string.punctuation) for token in text.split())
    return Counter(word for word in words if word).most_common(count)


def program():
    parser = argparse.ArgumentParser()
    parser.add_argument("--filepath", type=Path, required=True)
    parser.add_argument("--numwords", type=int, required=True)
    arguments = parser.parse_args()

    lines = ["Word\tCount", "-" * 30]
    lines += [f"{word}:\t{count}" for word, count in most_frequent(arguments.filepath.read_text(encoding="utf-8"), arguments.numwords)]
    lines += ["-" * 30]
    for name, variable in (("Node: ", "NODE_ID"), ("Task: ", "TASK_ID"), ("Job:  ", "JOB_ID"), ("Pool: ", "POOL_ID")):
        lines.append(name + os.environ[f"AZ_BATCH_{variable}"])
    output = Path(f"{arguments.filepath.stem}_OUTPUT{arguments.filepath.suffix}")
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    program()
