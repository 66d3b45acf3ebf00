package io.github.batchbench.fake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of few properties and of many: they lie in memory in different ways, which nobody may see. */
class DocumentTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 12, 13, 40})
    void propertiesKeepTheirOrderAndPlace(int count) {
        Document document = Document.of(properties(count));

        assertThat(document.properties()).containsExactlyEntriesOf(properties(count));
        Map<String, Object> changed = properties(count);
        changed.put("p0", "other");
        changed.put("new", "last");
        assertThat(document.with("p0", "other").with("new", "last").properties())
                .containsExactlyEntriesOf(changed);
        changed.remove("p0");
        assertThat(document.with("new", "last").without("p0").properties()).containsExactlyEntriesOf(changed);
        assertThat(document.has("p" + count)).isFalse();
        assertThat(document.string("p" + count)).isEmpty();
        if (count > 0) {
            assertThat(document.number("p" + (count - 1))).contains(count - 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 12, 13})
    void equalPropertiesMakeEqualDocumentsAlsoOnTheWayFromManyToFew(int count) {
        Document document = Document.of(properties(count));
        Document wayBack = Document.of(properties(count + 20));
        for (int i = count; i < count + 20; i++) {
            wayBack = wayBack.without("p" + i);
        }

        assertThat(wayBack).isEqualTo(document).hasSameHashCodeAs(document).hasToString(document.toString());
        assertThat(wayBack).isNotEqualTo(document.with("p0", "other"));
        assertThat(document.properties()).isEqualTo(properties(count)).hasSameHashCodeAs(properties(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13})
    void nobodyChangesThem(int count) {
        Map<String, Object> given = properties(count);
        Document document = Document.of(given);
        given.put("p0", "changed afterwards");

        assertThat(document.properties()).isEqualTo(properties(count));
        assertThatThrownBy(() -> document.properties().put("p0", "x"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> document.properties().remove("p0")).isInstanceOf(UnsupportedOperationException.class);
        Map.Entry<String, Object> first =
                document.properties().entrySet().iterator().next();
        assertThatThrownBy(() -> first.setValue("x")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Map<String, Object> properties(int count) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            properties.put("p" + i, i);
        }
        return properties;
    }
}
