package io.github.batchbench.fake.protocol.identity;

import io.github.batchbench.fake.protocol.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What forms and queries say; of a name that comes twice, the first; what has no value is left out. */
final class Forms {
    private Forms() {}

    static Map<String, String> read(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        String named = Stream.of(text.split("&", -1))
                .filter(part -> part.indexOf('=') > 0)
                .collect(Collectors.joining("&"));
        Query.pairs(named).forEach(pair -> form.putIfAbsent(pair.name(), pair.value()));
        return form;
    }
}
