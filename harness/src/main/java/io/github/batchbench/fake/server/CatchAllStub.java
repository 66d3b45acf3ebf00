package io.github.batchbench.fake.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.StubLifecycleListener;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stub that leads to the fake, put back whenever a reset or a removal takes it away. */
final class CatchAllStub implements StubLifecycleListener {
    /** What WireMock knows it by. */
    static final UUID ID = UUID.fromString("ba7c4be0-0000-4000-8000-000000000000");

    private static final int LOWEST_PRIORITY = 100;

    private @Nullable WireMockServer server;

    void installOn(WireMockServer target) {
        server = target;
        add();
    }

    @Override
    public String getName() {
        return "catch-all";
    }

    @Override
    public void afterStubsReset() {
        add();
    }

    @Override
    public void afterStubRemoved(StubMapping stub) {
        if (ID.equals(stub.getId())) {
            add();
        }
    }

    private void add() {
        Objects.requireNonNull(server, "server")
                .addStubMapping(any(anyUrl())
                        .atPriority(LOWEST_PRIORITY)
                        .withId(ID)
                        .withName(WireMockHost.STUB_NAME)
                        .willReturn(aResponse().withTransformers(FakeTransformer.NAME))
                        .build());
    }
}
