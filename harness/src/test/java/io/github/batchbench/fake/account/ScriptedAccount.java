package io.github.batchbench.fake.account;

import io.github.batchbench.fake.time.Timeline;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An account in virtual time, with scripted machines. After the test, no event of its timeline may have failed. */
public final class ScriptedAccount implements AfterEachCallback {
    public final Timeline timeline = Timeline.following(InstantSource.fixed(Instant.parse("2026-11-23T08:00:00Z")));
    public final ScriptedNodes nodes = new ScriptedNodes(timeline);
    public final BatchAccount account = new BatchAccount(timeline, nodes);
    private final EventFailures failures = new EventFailures();

    public ScriptedAccount() {
        timeline.virtual();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        account.close();
        failures.close();
        failures.check();
    }
}
