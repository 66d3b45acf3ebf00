package io.github.batchbench.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A simulation ends as soon as its thread is interrupted, whatever it is at. */
@Timeout(60)
class SimulationInterruptionTest {
    @Test
    void whileTasksAreAdded() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Simulation.of(SimulationPlan.of(1_000, 10)).run())
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whileTimeGoesOn() {
        Simulation simulation = Simulation.of(SimulationPlan.of(1_000, 10)).progress(completed -> {
            if (completed > 100) {
                Thread.currentThread().interrupt();
            }
        });
        assertThatThrownBy(simulation::run).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
