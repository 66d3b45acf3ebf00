package io.github.batchbench.junit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.report.AccountReport;
import java.util.List;

/** What the page in the evidence of a failed test shows; it still has secrets in it. */
final class EvidencePage {
    private static final int MOST_REQUESTS = 2000;

    private EvidencePage() {}

    /**
     * A page's data.
     *
     * @param test as build tools select it
     * @param again what runs it again
     * @param trace the stack trace of its failure
     */
    static ObjectNode of(FakeAzure azure, String test, String again, Throwable failure, String trace, Journal journal) {
        ObjectNode data = AccountReport.of(azure.batch());
        data.put("title", "Failed: " + test.replaceFirst(".*\\.", ""));
        data.put("made", "at " + azure.clock().instant() + " by the fake's clock");
        data.putObject("failure")
                .put("test", test)
                .put("message", String.valueOf(failure.getMessage() == null ? failure : failure.getMessage()))
                .put("again", again)
                .put("trace", trace);
        ArrayNode notices = data.putArray("notices");
        azure.notices().all().forEach(notices::add);
        List<Journal.Exchange> all = journal.exchanges();
        List<Journal.Exchange> latest = all.subList(Math.max(0, all.size() - MOST_REQUESTS), all.size());
        data.put("requestsLeftOut", all.size() - latest.size());
        ArrayNode requests = data.putArray("requests");
        for (Journal.Exchange exchange : latest) {
            requests.addObject()
                    .put("at", exchange.at().toString())
                    .put("method", exchange.method())
                    .put("url", exchange.url())
                    .put("status", exchange.status())
                    .put("by", exchange.by())
                    .put("body", exchange.body())
                    .put("answer", exchange.answer());
        }
        return data;
    }
}
