"""What a stranger sends to the ports."""

import gzip
import io
import socket
import threading
import time

from kit import Server, check, raw, wait

LINE = "Host: localhost\r\n"


def packed(length):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9) as zipped:
        block = b" " * (1 << 20)
        for _ in range(length >> 20):
            zipped.write(block)
    return out.getvalue()


def at_once(count, work):
    """The same work on several threads; the first failure is the case's."""
    failures = []

    def one():
        try:
            work()
        except Exception as e:
            failures.append(e)
    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def memory(is_long):
    """D4"""
    bomb = packed(1 << 30)
    unsigned = b'{"id":"' + b"x" * (15 << 20) + b'"}'
    nodes = b'{"id":"a","metadata":[' + b",".join([b"{}"] * 340_000) + b"]}"
    blocks = b"<BlockList>" + b"<Latest>AAAA</Latest>" * 3_000_000 + b"</BlockList>"
    most_blocks = b"<BlockList>" + (b"<Latest>" + b"AAAA" * 22 + b"</Latest>") * 50_000 + b"</BlockList>"
    attribute = b'<BlockList a="' + b"x" * (9 << 20) + b'"/>'
    deep = b"<a>" * (3 << 20)
    tags = b"<Tags><TagSet>" + b"<Tag><Key>a</Key><Value>b</Value></Tag>" * 500_000 + b"</TagSet></Tags>"
    small_tags = b"<Tags>" + b"<a/>" * 60_000 + b"</Tags>"
    parts = b"".join(b"--b\r\nContent-Type: application/http\r\n\r\nDELETE /box/x HTTP/1.1\r\n\r\n" for _ in range(100_000))
    few_parts = b"--b\r\n\r\nDELETE /box/x HTTP/1.1\r\n\r\n" * 50_000

    with Server(heap="128m") as server:
        server.container()

        def post(head, body):
            return raw(server.batch, ("POST /jobs HTTP/1.1\r\n%sContent-Length: %d\r\n%s\r\n"
                                      % (LINE, len(body), head)).encode() + body, 60)

        def refused(answer, statuses=(400, 403, 413)):
            status = int(answer[9:12] or 0) if isinstance(answer, str) else answer[0]
            check(status in statuses, "answered %s" % (answer if isinstance(answer, tuple) else answer[:200],))

        multipart = {"Content-Type": "multipart/mixed; boundary=b"}
        attacks = [
            lambda: refused(post("Content-Encoding: gzip\r\n", bomb)),
            lambda: refused(post("Content-Type: application/json\r\n", unsigned)),
            lambda: refused(server.api("POST", "/jobs", unsigned, seconds=60)),
            lambda: refused(server.api("POST", "/jobs", nodes, seconds=60)),
            lambda: refused(server.storage("PUT", "/box/b", blocks, query="comp=blocklist", seconds=60)),
            lambda: refused(server.storage("PUT", "/box/b", most_blocks, query="comp=blocklist", seconds=60)),
            lambda: refused(server.storage("PUT", "/box/b", attribute, query="comp=blocklist", seconds=60), (201, 413)),
            lambda: refused(server.storage("PUT", "/box/b", deep, query="comp=blocklist", seconds=60)),
            lambda: refused(server.storage("PUT", "/box/b", tags, query="comp=tags", seconds=60)),
            lambda: refused(server.storage("PUT", "/box/b", small_tags, query="comp=tags", seconds=60)),
            lambda: refused(server.storage("POST", "/", parts, multipart, "comp=batch", seconds=60)),
            # The service says it in an answer of one part.
            lambda: refused(server.storage("POST", "/", few_parts, multipart, "comp=batch", seconds=60), (202, 400, 413)),
        ]
        for attack in attacks:
            at_once(8, attack)
        large = bytes(256 << 20)
        status, text = server.storage("PUT", "/box/large", large, {"x-ms-blob-type": "BlockBlob"}, seconds=120)
        check(status == 201, "256 MiB at once: %s %s" % (status, text))
        check("OutOfMemoryError" not in server.stderr(), "out of memory: " + server.stderr()[-400:])
        server.end()


def forms(is_long):
    """D5, E20, B0"""
    long_text = "x" * 40_000
    requests = [
        "GET /x?a=100%% HTTP/1.1\r\n%s\r\n" % LINE,
        "GET /x?a=%%zz HTTP/1.1\r\n%s\r\n" % LINE,
        "GET /x%%zz HTTP/1.1\r\n%s\r\n" % LINE,
        "GET /%%2e%%2e/%%2e%%2e/%%2e%%2e/etc/passwd HTTP/1.1\r\n%s\r\n" % LINE,
        "GET /..%%2f..%%2f..%%2fetc%%2fpasswd HTTP/1.1\r\n%s\r\n" % LINE,
        "GET /%%00 HTTP/1.1\r\n%s\r\n" % LINE,
        "GET /%s HTTP/1.1\r\n%s\r\n" % (long_text, LINE),
        "GET / HTTP/1.1\r\n%sx: %s\r\n\r\n" % (LINE, long_text),
        "GET / HTTP/1.1\r\n\r\n",
        "\0\1\2\r\n\r\n",
        "CONNECT localhost:80 HTTP/1.1\r\n%s\r\n" % LINE,
        "GET /__files/ HTTP/1.1\r\n%s\r\n" % LINE,
        "POST /jobs HTTP/1.1\r\n%sContent-Length: -1\r\n\r\n" % LINE,
        "POST /jobs HTTP/1.1\r\n%sTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n" % LINE,
        "POST /jobs HTTP/1.1\r\n%sTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n" % LINE,
    ]
    for header in ["Content-Type: multipart/form-data", "Content-Type: multipart/mixed", "Content-Encoding: gzip",
                   "Content-Type: application/x-www-form-urlencoded; charset=none"]:
        requests.append("POST /jobs HTTP/1.1\r\n%s%s\r\nContent-Length: 5\r\n\r\na=%%zz" % (LINE, header))
    requests = [request.replace("%%", "%") for request in requests]
    with Server() as server:
        for request in requests:
            for endpoint, sign, identity in [(server.batch, '"code"', "request-id"),
                                             (server.blob, "<Error>", "x-ms-request-id")]:
                answer = raw(endpoint, request.encode("latin-1"))
                what = "%r answered %r" % (request[:60], answer[:300])
                check(answer[9:10] == "4", what)
                check(sign in answer and identity in answer.lower(), what)
                check("<html" not in answer.lower() and "\tat " not in answer, what)
        server.container()
        for kind in ("multipart/form-data", "multipart/mixed", "application/x-www-form-urlencoded"):
            status, text = server.storage("PUT", "/box/form", b"any", {
                "x-ms-blob-type": "BlockBlob", "Content-Type": kind})
            check(status == 201, "%s: %s %s" % (kind, status, text))
            check(server.storage("GET", "/box/form")[1] == "any", "the blob is another")
        server.end()


def slow(is_long):
    """D10"""
    with Server() as server:
        half = [socket.create_connection((end.hostname, end.port)) for end in (server.batch, server.blob) for _ in range(150)]
        for connection in half:
            connection.sendall(b"POST /jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf")
        worst = 0.0
        for _ in range(20):
            start = time.monotonic()
            check(server.api("GET", "/pools")[0] == 200, "a list of pools")
            worst = max(worst, time.monotonic() - start)
        check(worst < 2, "a good client waited %.1f s" % worst)
        half[0].settimeout(45)
        answer = half[0].recv(4096).decode("latin-1")
        check(answer.startswith("HTTP/1.1 408"), "a slow body was answered %r" % answer[:100])
        for connection in half:
            connection.close()
        server.end()
        return "worst of a good client %.2f s" % worst


CASES = [
    ("D4", "limits before work, heap of 128 MB", memory),
    ("D5", "errors in the service's form", forms),
    ("D10", "bodies that are sent half", slow),
]
