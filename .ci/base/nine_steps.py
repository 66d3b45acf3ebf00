"""The nine steps from outside: nine_steps.py LINE OUTPUTS: the kit's `run --target live` against the server that LINE is of.

The outputs must be those of the fixtures; the server's own Java, if it has any, is not asked.
"""

import json
import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
VARIABLES = {
    "AZURE_BATCH_ACCOUNT": "account",
    "AZURE_BATCH_ACCESS_KEY": "key",
    "AZURE_BATCH_ENDPOINT": "batchEndpoint",
    "AZURE_STORAGE_ACCOUNT": "storageAccount",
    "AZURE_STORAGE_KEY": "storageKey",
    "AZURE_STORAGE_BLOB_ENDPOINT": "blobEndpoint",
}
FIRST = {"taskdata1": "the:\t32", "taskdata2": "the:\t25", "taskdata3": "the:\t19"}


def outputs_are_right(folder):
    for text, word in FIRST.items():
        lines = pathlib.Path(folder, text + "_OUTPUT.txt").read_text().splitlines()
        assert lines[0] == "Word\tCount" and lines[2] == word, (text, lines)
        assert [line.split(":")[0] for line in lines[-4:]] == ["Node", "Task", "Job", "Pool"], lines


if __name__ == "__main__":
    line, folder = sys.argv[1:]
    if line:
        facts = json.loads(line)
        environment = dict(os.environ) | {variable: facts[fact] for variable, fact in VARIABLES.items()}
        command = [JAVA, "-jar", TOP / "harness/target/batchbench.jar", "run", "--target", "live", "--yes", "--output", folder]
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, timeout=300, check=True)
    outputs_are_right(folder)
    print("nine steps: the outputs are right")
