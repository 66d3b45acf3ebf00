package io.github.batchbench.assertj;

import io.github.batchbench.azure.model.TaskReport;
import java.time.Duration;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractDurationAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;

/**
 * What can be said of a task as the service shows it.
 *
 * @param <S> the assertions themselves
 * @param <A> what holds the task
 */
public abstract sealed class AbstractTaskAssert<S extends AbstractTaskAssert<S, A>, A> extends AbstractAssert<S, A>
        permits TaskAssert, TaskOutcomeAssert {
    AbstractTaskAssert(A actual, Class<S> self) {
        super(actual, self);
    }

    abstract TaskReport report();

    /** Facts for a failure: state, exit code, the service's reason, command line, the end of stderr. */
    abstract String facts();

    /** The service calls it a success; completed is not enough. */
    public S succeeded() {
        isNotNull();
        if (!report().succeeded()) {
            failWithMessage("Expected a success. %s", facts());
        }
        return myself;
    }

    /** It is over, and the service calls it a failure. */
    public S failed() {
        isNotNull();
        if (!report().completed() || report().succeeded()) {
            failWithMessage("Expected a failure. %s", facts());
        }
        return myself;
    }

    /** The service's word for its state: {@code active}, {@code preparing}, {@code running}, {@code completed}. */
    public S hasState(String state) {
        isNotNull();
        if (!report().state().equals(state)) {
            failWithMessage("Expected state %s but was %s. %s", state, report().state(), facts());
        }
        return myself;
    }

    /** It is over, well or not. */
    public S isCompleted() {
        return hasState("completed");
    }

    /** Its command ended with this exit code. */
    public S hasExitCode(int code) {
        isNotNull();
        Integer found = report().exitCode();
        if (!Objects.equals(found, code)) {
            failWithMessage("Expected exit code %s but was %s. %s", code, found, facts());
        }
        return myself;
    }

    /** The service's code for its failure, for example {@code FailureExitCode} or {@code BlobAccessDenied}. */
    public S hasFailureCode(String code) {
        isNotNull();
        String failure = report().failure();
        if (failure == null || !failure.startsWith(code + ":")) {
            failWithMessage("Expected failure %s but was %s. %s", code, failure, facts());
        }
        return myself;
    }

    /** It was run again so often after a failure. */
    public S wasRetried(int times) {
        isNotNull();
        if (report().retries() != times) {
            failWithMessage("Expected %s retries but there were %s. %s", times, report().retries(), facts());
        }
        return myself;
    }

    /** It went back to the queue so often, for example because it lost its node. */
    public S wasRequeued(int times) {
        isNotNull();
        if (report().requeues() != times) {
            failWithMessage("Expected %s requeues but there were %s. %s", times, report().requeues(), facts());
        }
        return myself;
    }

    /** It ran last on this node. */
    public S ranOn(String nodeId) {
        isNotNull();
        if (!nodeId.equals(report().nodeId())) {
            failWithMessage("Expected node %s but was %s. %s", nodeId, report().nodeId(), facts());
        }
        return myself;
    }

    /** Goes on to the service's reason for its failure; empty if there is none. */
    public AbstractStringAssert<?> failureReason() {
        isNotNull();
        String reason = report().failure();
        return Assertions.assertThat(reason == null ? "" : reason).as("failure of task %s", report().id());
    }

    /** Goes on to how long its last run took by the service's clock, which may be virtual; fails if it is not over. */
    public AbstractDurationAssert<?> elapsed() {
        isNotNull();
        Duration elapsed = report().elapsed();
        if (elapsed == null) {
            throw failure("Expected a run that is over. %s", facts());
        }
        return Assertions.assertThat(elapsed).as("elapsed time of task %s", report().id());
    }
}
