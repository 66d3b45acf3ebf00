package example;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.batchbench.api.FakeAzure;
import org.junit.jupiter.api.Test;

class SaysWhichWireMockTest {
    @Test
    void inASentenceAtOnce() {
        assertThatThrownBy(FakeAzure::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wiremock-3.13.2.jar comes before wiremock-standalone on the class path");
    }
}
