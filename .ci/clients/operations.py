"""Which operations of Azure Resource Manager clients have called: read off the requests that a fake has received, which is served with
`--admin-api`, and compared with the facts that docs/conformance.md is made of. `--write` writes them there."""

import json
import re
import ssl
import sys
import urllib.request
from pathlib import Path

FACTS = Path(__file__).parents[2] / "harness/src/test/resources/io/github/batchbench/fake/protocol/arm/operations.txt"
SUBSCRIPTION = "/subscriptions/{subscriptionId}"
ROOTS = {
    "{subscription}": f"{SUBSCRIPTION}/providers/Microsoft.Batch",
    "{group}": f"{SUBSCRIPTION}/resourceGroups/{{resourceGroupName}}/providers/Microsoft.Batch",
}


def rows():
    lines = FACTS.read_text(encoding="utf-8").splitlines()
    return lines[0], [line.split("|") for line in lines[1:]]


def pattern(path):
    """Words compare without regard to case, as the clients do not agree on one."""
    for root, whole in ROOTS.items():
        path = path.replace(root, whole)
    return re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"({\w+})", path)), re.IGNORECASE)


class Called:
    def __init__(self):
        self.by = {}

    def note(self, client, line):
        """All that a fake has received was the client's."""
        context = ssl.create_default_context(cafile=line["caBundle"])
        with urllib.request.urlopen(line["batchEndpoint"] + "/__admin/requests", context=context) as answer:
            received = [entry["request"] for entry in json.load(answer)["requests"]]
        requests = {(request["method"], request["url"].split("?")[0]) for request in received}
        operations = self.by.setdefault(client, set())
        for name, method, path, *_ in rows()[1]:
            if any(method == sent and pattern(path).fullmatch(url) for sent, url in requests):
                operations.add(name)

    def compare(self):
        """How many rows say something else of these clients; of others a row says what it said."""
        head, facts = rows()
        wrong = 0
        for row in facts:
            noted = set(filter(None, row[4].split(", ")))
            found = noted - set(self.by) | {client for client, operations in self.by.items() if row[0] in operations}
            if found != noted:
                row[4] = ", ".join(sorted(found))
                if "--write" not in sys.argv:
                    wrong += 1
                    print(f"FAILED: {FACTS.name} says that {row[0]} is called by {sorted(noted)}, and it was by {sorted(found)}")
        if "--write" in sys.argv:
            FACTS.write_text("\n".join([head, *("|".join(row) for row in facts)]) + "\n", encoding="utf-8")
        return wrong
