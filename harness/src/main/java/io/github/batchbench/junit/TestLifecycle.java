package io.github.batchbench.junit;

import io.github.batchbench.api.FakeAzure;
import io.github.batchbench.api.NotModelled;
import io.github.batchbench.fake.time.InternalFailures.InternalFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Looks after one test: notes how things were before it, and says what is wrong after it. In this order: how the
 * fake itself failed, what it does not do, what is left in the account, evidence, tear-down, what is left in the JVM.
 *
 * @param since real time
 * @param changes how many changes of state there had been in a fake that others use too
 * @param notModelled how many requests had been answered 501 there
 */
record TestLifecycle(Instant since, long changes, int notModelled) {

    static void start(FixtureContext fixtureContext) {
        fixtureContext.run().enter(fixtureContext);
        Optional<TestBed> shared = fixtureContext.bedIfAny();
        shared.ifPresent(bed -> bed.leaks().enter(fixtureContext.testId(), fixtureContext.mayLeave()));
        TestLifecycle watch = new TestLifecycle(
                Instant.now(),
                shared.map(bed -> bed.timeline().count()).orElse(0L),
                shared.flatMap(TestBed::azure)
                        .map(azure -> azure.notModelled().calls().size())
                        .orElse(0));
        TestLifecycle ignored = fixtureContext.get(Scope.TEST, TestLifecycle.class, TestLifecycle.class, () -> watch);
    }

    static void end(FixtureContext fixtureContext) throws Exception {
        new End(
                        fixtureContext,
                        fixtureContext.get(
                                Scope.TEST,
                                TestLifecycle.class,
                                TestLifecycle.class,
                                () -> new TestLifecycle(Instant.EPOCH, 0, 0)))
                .run();
    }

    /** The end of one test. */
    private record End(FixtureContext fixtureContext, TestLifecycle watch, List<Throwable> problems) {
        End(FixtureContext fixtureContext, TestLifecycle watch) {
            this(fixtureContext, watch, new ArrayList<>());
        }

        void run() throws Exception {
            Optional<TestBed> bed = fixtureContext.bedIfAny();
            bed.flatMap(TestBed::azure).ifPresent(this::checkFake);
            bed.flatMap(TestBed::azure).ifPresent(this::checkNotModelled);
            bed.ifPresent(account -> note(account.leaks().leave(fixtureContext.testId())));
            @Nullable Throwable failure = failure();
            EvidenceWriter evidence = new EvidenceWriter(fixtureContext, watch);
            if (failure != null || !problems.isEmpty()) {
                evidence.write(failure, problems, bed);
            }
            attempt(fixtureContext::takeDownTest);
            attempt(fixtureContext::closeTestBed);
            bed.flatMap(TestBed::azure).ifPresent(this::checkFake);
            note(fixtureContext.run().leave(fixtureContext));
            throwProblems();
            if (failure == null
                    && fixtureContext.isLive()
                    && fixtureContext.context().getExecutionException().isEmpty()) {
                LiveCondition.publishVerified(fixtureContext.context());
            }
        }

        private @Nullable Throwable failure() {
            return fixtureContext
                    .context()
                    .getExecutionException()
                    .filter(thrown -> !(thrown instanceof TestAbortedException))
                    .orElse(null);
        }

        /** What a fake that others use at the same time got wrong, fails one of them. */
        private void checkFake(FakeAzure azure) {
            List<InternalFailure> failures = azure.failures().take();
            if (!failures.isEmpty()) {
                problems.add(FakeFailedError.of(fixtureContext.testId(), failures));
            }
        }

        private void checkNotModelled(FakeAzure azure) {
            List<NotModelled.Call> calls = azure.notModelled().calls();
            List<NotModelled.Call> ours = calls.subList(Math.min(watch.notModelled(), calls.size()), calls.size());
            if (!ours.isEmpty()) {
                problems.add(NotModelledError.of(fixtureContext.testId(), ours));
            }
        }

        private void note(LeakDetector.Finding finding) {
            if (!finding.traces().isEmpty()) {
                problems.add(LeftBehindError.of(finding));
            }
        }

        private void attempt(Runnable action) {
            try {
                action.run();
            } catch (RuntimeException e) {
                problems.add(e);
            }
        }

        private void throwProblems() throws Exception {
            if (problems.isEmpty()) {
                return;
            }
            Throwable first = problems.get(0);
            problems.stream().skip(1).forEach(first::addSuppressed);
            if (first instanceof Error error) {
                throw error;
            }
            throw (Exception) first;
        }
    }
}
