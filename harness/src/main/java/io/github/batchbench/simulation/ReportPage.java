package io.github.batchbench.simulation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.batchbench.fake.history.AccountHistory;
import io.github.batchbench.fake.monitor.HistoryJson;
import io.github.batchbench.report.OfflinePage;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A report as a page that needs nothing else: its facts, charts of the pool and the queue, and which task was where. */
final class ReportPage {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("(?<![\\d.])\\d{4,}(?![\\d.])");
    private static final double MILLIS_A_SECOND = 1000;

    private ReportPage() {}

    /** The page; without a timeline if nothing was recorded. */
    static String of(SimulationReport report, @Nullable AccountHistory recorded) {
        String title = "Simulation of " + report.title();
        ObjectNode data = Json.MAPPER.createObjectNode().put("title", title);
        ArrayNode facts = data.putArray("facts");
        report.facts().forEach((name, value) -> facts.addArray().add(name).add(separated(value)));
        ArrayNode waits = data.putArray("waits");
        report.waits()
                .longest()
                .forEach(wait -> waits.addObject()
                        .put("job", wait.job())
                        .put("task", wait.task())
                        .put("waited", Check.text(wait.waited())));
        moments(data.putObject("moments"), report);
        if (recorded != null) {
            data.set("history", HistoryJson.of(recorded));
        }
        return OfflinePage.of(title, data);
    }

    private static void moments(ObjectNode out, SimulationReport report) {
        ArrayNode at = out.putArray("at");
        ArrayNode queued = out.putArray("queued");
        ArrayNode running = out.putArray("running");
        ArrayNode utilisation = out.putArray("utilisation");
        for (SimulationReport.Moment moment : report.history()) {
            at.add(moment.at().toMillis() / MILLIS_A_SECOND);
            queued.add(moment.queued());
            running.add(moment.running());
            utilisation.add(moment.utilisation());
        }
    }

    /** Whole numbers as people read them. */
    private static String separated(String text) {
        return WHOLE_NUMBER
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(String.format(Locale.ROOT, "%,d", Long.parseLong(found.group()))));
    }
}
