package io.github.batchbench.fake.server;

import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.util.List;

/** Keeps WireMock from loading {@code src/test/resources/mappings}, which belong to other servers of the author's. */
final class NoMappingFiles implements MappingsSource {
    @Override
    public void loadMappingsInto(StubMappings stubMappings) {
        // There are none.
    }

    @Override
    public void save(List<StubMapping> stubMappings) {
        refuse();
    }

    @Override
    public void save(StubMapping stubMapping) {
        refuse();
    }

    @Override
    @SuppressWarnings("removal") // Abstract still, so it has to be here.
    public void remove(StubMapping stubMapping) {
        // Nothing was saved.
    }

    @Override
    public void removeAll() {
        // Nothing was saved.
    }

    private static void refuse() {
        throw new UnsupportedOperationException("Stubs over the fake are not saved to files: add them in the test");
    }
}
