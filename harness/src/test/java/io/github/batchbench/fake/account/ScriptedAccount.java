package io.github.batchbench.fake.account;

import io.github.batchbench.fake.time.Timeline;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An account in virtual time, with scripted machines. After the test, nothing may have failed in the fake itself: every
 * test class that builds its own account does so through this.
 */
public final class ScriptedAccount implements AfterEachCallback {
    public final Timeline timeline;
    public final ScriptedNodes nodes;
    public final BatchAccount account;

    public ScriptedAccount() {
        this(Instant.parse("2026-11-23T08:00:00Z"));
    }

    public ScriptedAccount(Instant start) {
        timeline = Timeline.following(InstantSource.fixed(start));
        timeline.virtual();
        nodes = new ScriptedNodes(timeline);
        account = new BatchAccount(timeline, nodes);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        account.close();
        timeline.failures().check();
    }
}
