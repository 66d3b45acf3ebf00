package io.github.batchbench.fake.protocol.batch;

import io.github.batchbench.fake.account.BatchAccount;
import io.github.batchbench.fake.model.Strictness;
import io.github.batchbench.fake.protocol.batch.auth.BatchCredentials;
import io.github.batchbench.fake.time.Latencies;
import io.github.batchbench.fake.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** An account on a virtual timeline with its API and a caller of it. */
final class Service implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-23T08:00:00.1234567Z");
    static final String TOKEN = "token-of-the-tests";
    static final String POOL = """
            {"id":"pool1","vmSize":"STANDARD_D2S_V3","targetDedicatedNodes":1,"virtualMachineConfiguration":{
             "imageReference":{"publisher":"canonical","offer":"0001-com-ubuntu-server-jammy","sku":"22_04-lts"},
             "nodeAgentSKUId":"batch.node.ubuntu 22.04"}}""";
    static final String JOB = "{\"id\":\"Job1\",\"poolInfo\":{\"poolId\":\"pool1\"}}";

    final Timeline timeline = Timeline.following(InstantSource.fixed(START));
    final BatchAccount account;
    final BatchApi api;
    final Caller caller;

    Service() {
        this(Strictness.FULL);
    }

    Service(Strictness strictness) {
        account = new BatchAccount(timeline, new MemoryNodes(timeline), Latencies.INSTANT, 0, strictness);
        api = new BatchApi(
                account, new BatchCredentials(Caller.ACCOUNT, Caller.KEY, TOKEN, InstantSource.fixed(START)));
        caller = new Caller(api, START);
        timeline.virtual();
    }

    /** With a pool of one node that is up, and a job on it. */
    Service withPoolAndJob() {
        caller.post("/pools", POOL);
        caller.post("/jobs", JOB);
        advance(Duration.ofMinutes(2));
        return this;
    }

    void advance(Duration duration) {
        timeline.advance(duration);
    }

    @Override
    public void close() {
        account.close();
        timeline.failures().check();
    }
}
