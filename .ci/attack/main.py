"""Runs the cases, prints a table, and exits 1 if one failed."""

import concurrent.futures
import signal
import sys
import time
import traceback

import cases_cli
import cases_host
import cases_node
import mix
from kit import Failure, Skip

# It waits for half a minute, and most of the others ask little of the machine.
BESIDE_OTHERS = "D10"


def outcome(case, is_long):
    """The word for what came of a case, its seconds, and what there is to say."""
    start = time.monotonic()
    try:
        word, note = "passed", case(is_long) or ""
    except Skip as reason:
        word, note = "skipped", str(reason)
    except Failure as failure:
        word, note = "FAILED", str(failure)
    except Exception:
        word, note = "FAILED", traceback.format_exc()
    return word, time.monotonic() - start, note


def end_in_order():
    """Signals that this process was started without would be ignored by the servers, too. One that ends it lets cases
    clean up."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for kind in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(kind, lambda number, _: sys.exit(128 + number))


def main():
    end_in_order()
    wanted = [a for a in sys.argv[1:] if not a.startswith("--")]
    is_long = "--long" in sys.argv
    cases = [case for case in [*cases_host.CASES, *cases_node.CASES, *cases_cli.CASES, *mix.CASES]
             if not wanted or case[0] in wanted]
    words = []

    def show(name, what, result):
        word, seconds, note = result
        words.append(word)
        print("%-6s %-8s %5.1f s  %s%s" % (name, word, seconds, what, note and ": " + note), flush=True)

    with concurrent.futures.ThreadPoolExecutor(1) as beside:
        later = []
        for name, what, case in cases:
            if name == BESIDE_OTHERS:
                later.append((name, what, beside.submit(outcome, case, is_long)))
                continue
            if name == "mix":
                for waited in later:
                    show(waited[0], waited[1], waited[2].result())
                later.clear()
            show(name, what, outcome(case, is_long))
        for waited in later:
            show(waited[0], waited[1], waited[2].result())
    print("%d passed, %d failed%s" % (
        words.count("passed"), words.count("FAILED"),
        ", %d skipped" % words.count("skipped") if "skipped" in words else ""))
    sys.exit(1 if "FAILED" in words else 0)


main()
