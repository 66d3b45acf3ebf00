package io.github.batchbench.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The judge of {@link ManyClientsAtOnceTest}: it must find an order where there is one, and see where there is none. */
class SequentialOrderTest {
    /** A value that is written and read. */
    private static final Sequential<String> REGISTER = new Sequential<>() {
        @Override
        public String start() {
            return "0";
        }

        @Override
        public Optional<String> after(String before, Call call) {
            if (call.verb().equals("write")) {
                return Optional.of(call.argument());
            }
            return before.equals(call.result()) ? Optional.of(before) : Optional.empty();
        }
    };

    @Test
    void findsTheOrderOfCallsThatOverlap() {
        Call write = new Call(0, "write", "1", "", 0, 10);
        Call late = new Call(1, "read", "", "1", 2, 4);
        Call early = new Call(2, "read", "", "0", 1, 9);

        assertThat(SequentialOrder.of(List.of(write, early, late), REGISTER)).hasValue(List.of(early, write, late));
    }

    @Test
    void seesAReadThatIsStale() {
        Call write = new Call(0, "write", "1", "", 0, 3);
        Call stale = new Call(1, "read", "", "0", 4, 5);

        assertThat(SequentialOrder.of(List.of(write, stale), REGISTER)).isEmpty();
    }

    @Test
    void seesAValueThatComesAndGoesAgain() {
        Call write = new Call(0, "write", "1", "", 0, 10);
        Call first = new Call(1, "read", "", "1", 1, 2);
        Call second = new Call(1, "read", "", "0", 3, 4);

        assertThat(SequentialOrder.of(List.of(write, first, second), REGISTER)).isEmpty();
    }
}
