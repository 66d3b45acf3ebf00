package io.github.batchbench.fake.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {
    /** Host, X-Forwarded-Proto, X-Forwarded-Host: what links begin with. */
    @ParameterizedTest
    @CsvSource({
        "localhost:1,,,http://localhost:1",
        "127.0.0.1:1,https,,https://127.0.0.1:1",
        "127.0.0.1:1,https,batch.example,https://batch.example",
        "127.0.0.1:1,'https, http','a.example:8443, b.example',https://a.example:8443",
        "[::1]:9,,,http://[::1]:9",
        "localhost,javascript,'x\"y',http://127.0.0.1",
        ",,,http://127.0.0.1"
    })
    void linksLeadToWhereTheClientSeesTheService(
            @Nullable String host, @Nullable String proto, @Nullable String forwarded, String origin) {
        List<Headers.Header> headers = new ArrayList<>();
        add(headers, "Host", host);
        add(headers, "X-Forwarded-Proto", proto);
        add(headers, "X-Forwarded-Host", forwarded);

        assertThat(new Request("GET", "/", "", Headers.of(headers), Content.EMPTY).origin())
                .isEqualTo(origin);
        if (proto == null) {
            assertThat(new Request("GET", "/", "", Headers.of(headers), Content.EMPTY, true).origin())
                    .startsWith("https://");
        }
    }

    private static void add(List<Headers.Header> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(new Headers.Header(name, value));
        }
    }
}
